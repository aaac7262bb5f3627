// The caller's microphone as frames of 512 samples at 16 kHz.

import { addWorklet } from './worklets.js';

const SILENCE = new Int16Array(512);

export class Microphone {
  #context;
  #stream = null;
  #source = null;
  #node = null;
  #frame;
  #lost;
  isMuted = false;

  /**
   * @param context a running AudioContext
   * @param onFrame gets (Int16Array, peak 0..1) every 32 ms, silence while muted: the server must notice the end of a turn
   * @param onLost called when the device goes away
   */
  constructor(context, onFrame, onLost) {
    this.#context = context;
    this.#frame = onFrame;
    this.#lost = onLost;
  }

  /** Opens the device (the browser's choice if none is named); may be called again to change it. Throws as getUserMedia does. */
  async open(deviceId) {
    const stream = await navigator.mediaDevices.getUserMedia({
      audio: {
        channelCount: 1,
        echoCancellation: true,
        noiseSuppression: true,
        autoGainControl: true,
        ...(deviceId ? { deviceId: { exact: deviceId } } : {}),
      },
    });
    this.#release();
    this.#stream = stream;
    stream.getAudioTracks()[0].addEventListener('ended', () => this.#stream === stream && this.#lost());
    if (!this.#node) {
      await addWorklet(this.#context, 'capture');
      this.#node = new AudioWorkletNode(this.#context, 'capture', { numberOfOutputs: 0, channelCount: 1, channelCountMode: 'explicit' });
      this.#node.port.onmessage = ({ data }) =>
        this.isMuted ? this.#frame(SILENCE, 0) : this.#frame(data.frame, data.peak);
    }
    this.#source = this.#context.createMediaStreamSource(stream);
    this.#source.connect(this.#node);
  }

  /** The device in use, '' if none. */
  get deviceId() {
    return this.#stream?.getAudioTracks()[0]?.getSettings().deviceId ?? '';
  }

  close() {
    this.#release();
    this.#node?.port.close();
    this.#node = null;
  }

  #release() {
    this.#source?.disconnect();
    this.#source = null;
    this.#stream?.getTracks().forEach(track => track.stop());
    this.#stream = null;
  }
}
