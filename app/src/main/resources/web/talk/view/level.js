// A level meter: fast up, slow down, on a scale of decibels.

const FLOOR_DB = -54;
const FALL_PER_STEP = 0.08;

export class Level {
  #bar;
  #shown = 0;

  /** @param bar the element that grows */
  constructor(bar) {
    this.#bar = bar;
  }

  /** @param peak 0..1, some 25 times a second */
  show(peak) {
    const decibels = 20 * Math.log10(Math.max(peak, 1e-6));
    const height = Math.max(0, Math.min(1, 1 - decibels / FLOOR_DB));
    this.#shown = Math.max(height, this.#shown - FALL_PER_STEP);
    this.#bar.style.transform = `scaleX(${this.#shown.toFixed(3)})`;
  }

  clear() {
    this.#shown = 0;
    this.#bar.style.transform = 'scaleX(0)';
  }
}
