// How long the caller waited for each answer, split by part: a stacked bar a turn.

import { element } from './dom.js';

const PARTS = [
  ['endpointing', 'Waiting for the end of your turn'],
  ['recognition', 'Understanding the words'],
  ['dialog', 'Deciding what to say'],
  ['synthesis', 'Making the voice'],
  ['playout', 'Beginning to play'],
];
const LEAST_SCALE_MILLIS = 1_000;

export class Latency {
  #list;
  #empty;
  #rows = [];

  /**
   * @param list the ol element for the bars
   * @param empty shown while there is nothing to show
   */
  constructor(list, empty) {
    this.#list = list;
    this.#empty = empty;
  }

  clear() {
    this.#rows = [];
    this.#draw();
  }

  /** @param measured {turn, endpointing_ms, …, total_ms} */
  add(measured) {
    this.#rows.push(measured);
    this.#draw();
  }

  #draw() {
    const scale = Math.max(LEAST_SCALE_MILLIS, ...this.#rows.map(row => row.total_ms));
    this.#empty.hidden = this.#rows.length > 0;
    this.#list.replaceChildren(...this.#rows.map((row, index) => bar(row, index + 1, scale)));
  }
}

/** The legend of the bars. */
export function legend() {
  return element('ul', { class: 'legend' }, ...PARTS.map(([part, text]) =>
    element('li', {}, element('span', { class: `swatch ${part}`, 'aria-hidden': 'true' }), text)));
}

function bar(row, number, scale) {
  const strip = element('span', { class: 'strip', 'aria-hidden': 'true' });
  for (const [part, text] of PARTS) {
    const millis = row[`${part}_ms`] ?? 0;
    if (millis <= 0) continue;
    const segment = element('span', { class: part, title: `${text}: ${millis} ms` });
    segment.style.width = `${(100 * millis) / scale}%`;
    strip.append(segment);
  }
  const words = PARTS.map(([part, text]) => `${text} ${row[`${part}_ms`] ?? 0}`).join(', ');
  return element('li', {},
    element('span', { class: 'number' }, `${number}`),
    strip,
    element('span', { class: 'total' }, `${row.total_ms} ms`),
    element('span', { class: 'sr' }, ` (${words})`));
}
