// Plays the agent's voice.

import { addWorklet } from './worklets.js';

export class Speaker {
  #context;
  #node = null;
  #element = null;
  #level;

  /** @param onLevel gets the peak 0..1 of what was just played, 25 times a second */
  constructor(context, onLevel) {
    this.#context = context;
    this.#level = onLevel;
  }

  async open() {
    await addWorklet(this.#context, 'playback');
    this.#node = new AudioWorkletNode(this.#context, 'playback', { numberOfInputs: 0, outputChannelCount: [1] });
    this.#node.port.onmessage = ({ data }) => this.#level(data.peak, data);
    this.#node.connect(this.#context.destination);
  }

  play(samples, rate) {
    this.#node?.port.postMessage({ samples, rate }, [samples.buffer]);
  }

  /** Throws away what was not heard yet. */
  flush() {
    this.#node?.port.postMessage('flush');
  }

  /** Whether the output device can be chosen in this browser. */
  static get hasChoice() {
    return 'setSinkId' in AudioContext.prototype || 'setSinkId' in HTMLMediaElement.prototype;
  }

  /** Plays through another device; '' is the system's choice. */
  async choose(deviceId) {
    if ('setSinkId' in this.#context) {
      await this.#context.setSinkId(deviceId);
      return;
    }
    if (!this.#element) {
      const stream = this.#context.createMediaStreamDestination();
      this.#element = new Audio();
      this.#element.srcObject = stream.stream;
      this.#node.disconnect();
      this.#node.connect(stream);
    }
    await this.#element.setSinkId(deviceId);
    await this.#element.play();
  }

  close() {
    this.#element?.pause();
    this.#node?.disconnect();
    this.#node?.port.close();
    this.#node = null;
  }
}
