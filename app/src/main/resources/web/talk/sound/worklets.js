// Loads the parts that run on the audio thread.

import { Trouble } from '../trouble.js';

/** @param name capture or playback */
export async function addWorklet(context, name) {
  try {
    await context.audioWorklet.addModule(`/talk/sound/${name}-worklet.js`);
  } catch {
    throw new Trouble('unreachable'); // it comes from the same server as the page
  }
}
