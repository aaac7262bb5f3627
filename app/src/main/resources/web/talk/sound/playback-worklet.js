// Runs on the audio thread: plays the agent's sound through a jitter buffer. Nothing is heard until `target` is in hand;
// when sound comes late in the middle of a stretch, the target grows, and it shrinks again while all is well.

import { Resampler } from './resampler.js';

const LEAST_MILLIS = 60;
const MOST_MILLIS = 240;
const GROW_MILLIS = 40;
const CALM_SECONDS = 20;
const LATE_MILLIS = 250;
const CAPACITY_SECONDS = 20;
const FADE_SAMPLES = 256;
const REPORT_MILLIS = 40;

class Playback extends AudioWorkletProcessor {
  #ring = new Float32Array(CAPACITY_SECONDS * sampleRate);
  #read = 0;
  #write = 0;
  #isPlaying = false;
  #targetMillis = LEAST_MILLIS;
  #firstAt = 0;
  #ranDryAt = -Infinity;
  #calmSince = 0;
  #fade = 0;
  #resampler = null;
  #rate = 0;
  #peak = 0;
  #reportedAt = 0;
  #late = 0;

  constructor() {
    super();
    this.port.onmessage = ({ data }) => (data === 'flush' ? this.#flush() : this.#push(data.samples, data.rate));
  }

  #push(samples, rate) {
    if (rate !== this.#rate) {
      this.#rate = rate;
      this.#resampler = new Resampler(rate, sampleRate);
    }
    const now = currentTime;
    if (this.#write === this.#read) {
      this.#firstAt = now;
      if ((now - this.#ranDryAt) * 1000 < LATE_MILLIS) {
        this.#targetMillis = Math.min(MOST_MILLIS, this.#targetMillis + GROW_MILLIS);
        this.#calmSince = now;
        this.#late++;
      }
      this.#ranDryAt = -Infinity;
    }
    const wide = new Float32Array(samples.length);
    for (let i = 0; i < samples.length; i++) wide[i] = samples[i] / 32_768;
    for (const sample of this.#resampler.resample(wide)) {
      if (this.#write - this.#read >= this.#ring.length) return; // a server that does not pace: the rest is lost
      this.#ring[this.#write++ % this.#ring.length] = sample;
    }
  }

  /** What waits is thrown away; what is sounding fades out within a few milliseconds. */
  #flush() {
    this.#fade = this.#isPlaying ? Math.min(FADE_SAMPLES, this.#write - this.#read) : 0;
    this.#write = this.#read + this.#fade;
    this.#isPlaying = this.#fade > 0;
    this.#ranDryAt = -Infinity;
  }

  process(_, [output]) {
    const [channel] = output;
    this.#decide();
    let count = 0;
    if (this.#isPlaying) {
      count = Math.min(channel.length, this.#write - this.#read);
      for (let i = 0; i < count; i++) {
        let sample = this.#ring[this.#read++ % this.#ring.length];
        if (this.#fade > 0) sample *= --this.#fade / FADE_SAMPLES;
        channel[i] = sample;
        this.#peak = Math.max(this.#peak, Math.abs(sample));
      }
      if (count < channel.length) {
        this.#isPlaying = false;
        this.#ranDryAt = currentTime;
      }
    }
    for (let i = 1; i < output.length; i++) output[i].set(channel);
    this.#report();
    return true;
  }

  #decide() {
    const waiting = this.#write - this.#read;
    if (!this.#isPlaying && waiting > 0) {
      const enough = (this.#targetMillis / 1000) * sampleRate;
      this.#isPlaying = waiting >= enough || (currentTime - this.#firstAt) * 1000 > 2 * this.#targetMillis;
    }
    if (currentTime - this.#calmSince > CALM_SECONDS) {
      this.#calmSince = currentTime;
      this.#targetMillis = Math.max(LEAST_MILLIS, this.#targetMillis - GROW_MILLIS);
    }
  }

  #report() {
    if ((currentTime - this.#reportedAt) * 1000 < REPORT_MILLIS) return;
    this.#reportedAt = currentTime;
    this.port.postMessage({
      peak: this.#peak,
      waitingMillis: Math.round(((this.#write - this.#read) / sampleRate) * 1000),
      targetMillis: this.#targetMillis,
      late: this.#late,
    });
    this.#peak = 0;
  }
}

registerProcessor('playback', Playback);
