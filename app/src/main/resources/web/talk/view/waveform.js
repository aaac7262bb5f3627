// The two sides of a recording as wave forms, one above the other. A slider: click, drag, or the arrow keys move the place.

import { clock } from './dom.js';

const STEP_SECONDS = 5;
const PER_SECOND = 100;
const BAR = 2;
const GAP = 1;

export class Waveform {
  #box;
  #canvas;
  #cursor;
  #peaks = null;
  #seconds = 0;
  #now = 0;
  #seek;

  /**
   * @param box the element with role slider; holds a canvas and the cursor
   * @param onSeek gets the place in seconds
   */
  constructor(box, onSeek) {
    this.#box = box;
    this.#canvas = box.querySelector('canvas');
    this.#cursor = box.querySelector('.cursor');
    this.#seek = onSeek;
    box.addEventListener('pointerdown', event => {
      box.setPointerCapture(event.pointerId);
      this.#point(event);
    });
    box.addEventListener('pointermove', event => box.hasPointerCapture(event.pointerId) && this.#point(event));
    box.addEventListener('keydown', event => this.#key(event));
    new ResizeObserver(() => {
      this.#draw();
      this.at(this.#now);
    }).observe(box);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.#draw());
  }

  /** @param peaks as readPeaks gives them; @param seconds the length of the whole recording */
  show(peaks, seconds) {
    this.#peaks = peaks;
    this.#seconds = Math.max(seconds, peaks.seconds);
    this.#box.setAttribute('aria-valuemax', Math.round(this.#seconds));
    this.#draw();
  }

  /** Moves the cursor. */
  at(seconds) {
    this.#now = seconds;
    const part = this.#seconds > 0 ? Math.min(1, seconds / this.#seconds) : 0;
    this.#cursor.style.transform = `translateX(${(part * this.#box.clientWidth).toFixed(1)}px)`;
    this.#box.setAttribute('aria-valuenow', Math.round(seconds));
    this.#box.setAttribute('aria-valuetext', `${clock(seconds)} of ${clock(this.#seconds)}`);
  }

  #point(event) {
    const area = this.#box.getBoundingClientRect();
    this.#seek(this.#seconds * Math.max(0, Math.min(1, (event.clientX - area.left) / area.width)));
  }

  #key(event) {
    const now = Number(this.#box.getAttribute('aria-valuenow'));
    const places = {
      ArrowRight: now + STEP_SECONDS, ArrowUp: now + STEP_SECONDS, ArrowLeft: now - STEP_SECONDS, ArrowDown: now - STEP_SECONDS,
      PageUp: now + 6 * STEP_SECONDS, PageDown: now - 6 * STEP_SECONDS, Home: 0, End: this.#seconds,
    };
    if (!(event.key in places)) return;
    event.preventDefault();
    this.#seek(Math.max(0, Math.min(this.#seconds, places[event.key])));
  }

  #draw() {
    const width = this.#box.clientWidth;
    const height = this.#box.clientHeight;
    if (!this.#peaks || width === 0) return;
    const scale = window.devicePixelRatio || 1;
    this.#canvas.width = Math.round(width * scale);
    this.#canvas.height = Math.round(height * scale);
    const pen = this.#canvas.getContext('2d');
    pen.scale(scale, scale);
    const colors = getComputedStyle(this.#box);
    const lane = height / this.#peaks.channels.length;
    this.#peaks.channels.forEach((peaks, index) => {
      pen.fillStyle = colors.getPropertyValue(index === 0 ? '--caller' : '--agent');
      const middle = lane * (index + 0.5);
      const columns = Math.floor(width / (BAR + GAP));
      const each = (this.#seconds * PER_SECOND) / columns;
      for (let column = 0; column < columns; column++) {
        let top = 0;
        for (let i = Math.floor(column * each); i < (column + 1) * each && i < peaks.length; i++) top = Math.max(top, peaks[i]);
        const reach = Math.max(0.5, (Math.sqrt(top / 255) * (lane - 6)) / 2);
        pen.fillRect(column * (BAR + GAP), middle - reach, BAR, 2 * reach);
      }
    });
  }
}
