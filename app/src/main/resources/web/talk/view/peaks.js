// Reads a WAV file from a stream, as it comes, into peaks for drawing: one pair of bytes for every 10 ms and channel.

const PER_SECOND = 100;

/**
 * @param response a fetch Response with 16-bit PCM
 * @param onProgress called with the peaks so far, some times a second
 * @returns {seconds, channels: [Uint8Array of peaks 0..255 at 100 a second]}
 */
export async function readPeaks(response, onProgress) {
  const reader = response.body.getReader();
  let held = new Uint8Array(0);
  let format = null;
  let columns = null;
  let shownAt = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    held = held.length === 0 ? value : concat(held, value);
    if (!format) {
      format = header(held);
      if (!format) continue;
      columns = new Columns(format);
      held = held.subarray(format.dataAt);
    }
    held = held.subarray(columns.add(held));
    if (performance.now() - shownAt > 200) {
      shownAt = performance.now();
      onProgress(columns.result());
    }
  }
  if (!columns) throw new Error('expected a WAV file with 16-bit samples');
  return columns.result();
}

class Columns {
  #format;
  #perColumn;
  #peaks;
  #now;
  #inColumn = 0;
  #samples = 0;

  constructor(format) {
    this.#format = format;
    this.#perColumn = Math.round(format.rate / PER_SECOND);
    this.#peaks = Array.from({ length: format.channels }, () => []);
    this.#now = new Array(format.channels).fill(0);
  }

  /** Takes whole samples and says how many bytes it took. */
  add(bytes) {
    const { channels } = this.#format;
    const step = 2 * channels;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let at = 0;
    for (; at + step <= bytes.length; at += step) {
      for (let c = 0; c < channels; c++) this.#now[c] = Math.max(this.#now[c], Math.abs(view.getInt16(at + 2 * c, true)));
      this.#samples++;
      if (++this.#inColumn < this.#perColumn) continue;
      for (let c = 0; c < channels; c++) this.#peaks[c].push(this.#now[c] >> 7);
      this.#now.fill(0);
      this.#inColumn = 0;
    }
    return at;
  }

  result() {
    return { seconds: this.#samples / this.#format.rate, channels: this.#peaks };
  }
}

/** {rate, channels, dataAt}, or null if the header has not come whole. Throws if it is not 16-bit PCM. */
function header(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const name = at => String.fromCharCode(...bytes.subarray(at, at + 4));
  let format = null;
  for (let at = 12; at + 8 <= bytes.length;) {
    const size = view.getUint32(at + 4, true);
    if (name(at) === 'data') return format && { ...format, dataAt: at + 8 };
    if (name(at) === 'fmt ') {
      if (at + 24 > bytes.length) return null;
      if (view.getUint16(at + 22, true) !== 16) throw new Error('expected a WAV file with 16-bit samples');
      format = { channels: view.getUint16(at + 10, true), rate: view.getUint32(at + 12, true) };
    }
    at += 8 + size + (size % 2);
  }
  return null;
}

function concat(a, b) {
  const whole = new Uint8Array(a.length + b.length);
  whole.set(a);
  whole.set(b, a.length);
  return whole;
}
