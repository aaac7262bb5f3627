// Runs on the audio thread: the microphone at the device's rate becomes frames of 512 samples of 16 bit at 16 kHz (32 ms).

import { Resampler } from './resampler.js';

const RATE = 16_000;
const FRAME = 512;

class Capture extends AudioWorkletProcessor {
  #resampler = new Resampler(sampleRate, RATE);
  #frame = new Int16Array(FRAME);
  #count = 0;
  #peak = 0;

  process([input]) {
    const channel = input[0];
    if (!channel) return true;
    for (const sample of this.#resampler.resample(channel)) {
      this.#peak = Math.max(this.#peak, Math.abs(sample));
      this.#frame[this.#count++] = Math.max(-1, Math.min(1, sample)) * 32_767;
      if (this.#count === FRAME) this.#send();
    }
    return true;
  }

  #send() {
    this.port.postMessage({ frame: this.#frame, peak: this.#peak }, [this.#frame.buffer]);
    this.#frame = new Int16Array(FRAME);
    this.#count = 0;
    this.#peak = 0;
  }
}

registerProcessor('capture', Capture);
