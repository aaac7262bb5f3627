// Changes the rate of a stream of samples: a windowed sinc, cut off below half of the lower rate. Used inside worklets.

const HALF_TAPS = 16;
const PHASES = 256;

export class Resampler {
  #step;
  #table;
  #reach;
  #history;
  #position;

  constructor(fromRate, toRate) {
    this.#step = fromRate / toRate;
    const cutoff = Math.min(1, toRate / fromRate) * 0.94;
    this.#reach = Math.ceil(HALF_TAPS / Math.min(1, toRate / fromRate));
    this.#table = kernel(this.#reach, cutoff);
    this.#history = new Float32Array(2 * this.#reach);
    this.#position = this.#reach;
  }

  /** Takes all of `input` (Float32Array) and gives what can be computed so far; the delay is constant. */
  resample(input) {
    const reach = this.#reach;
    const all = new Float32Array(this.#history.length + input.length);
    all.set(this.#history);
    all.set(input, this.#history.length);
    const output = new Float32Array(Math.max(0, Math.ceil((all.length - reach - this.#position) / this.#step)));
    let position = this.#position;
    let count = 0;
    for (; position + reach < all.length && count < output.length; position += this.#step) {
      const whole = Math.floor(position);
      const row = Math.round((position - whole) * PHASES) * 2 * reach;
      const from = whole - reach + 1;
      let sum = 0;
      for (let i = 0; i < 2 * reach; i++) sum += all[from + i] * this.#table[row + i];
      output[count++] = sum;
    }
    const keepFrom = Math.max(0, Math.floor(position) - reach);
    this.#history = all.slice(keepFrom);
    this.#position = position - keepFrom;
    return output.subarray(0, count);
  }
}

/** One row of weights for each fraction of a sample, PHASES + 1 rows; each row sums to one. */
function kernel(reach, cutoff) {
  const width = 2 * reach;
  const table = new Float32Array((PHASES + 1) * width);
  for (let phase = 0; phase <= PHASES; phase++) {
    let sum = 0;
    for (let i = 0; i < width; i++) {
      const x = i - reach + 1 - phase / PHASES;
      const weight = sinc(x * cutoff) * (0.5 + 0.5 * Math.cos(Math.PI * Math.max(-1, Math.min(1, x / reach))));
      table[phase * width + i] = weight;
      sum += weight;
    }
    for (let i = 0; i < width; i++) table[phase * width + i] /= sum;
  }
  return table;
}

function sinc(x) {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}
