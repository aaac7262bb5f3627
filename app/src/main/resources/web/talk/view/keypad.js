// The telephone's keys. Digits typed on the keyboard count while the keypad has the focus.

import { element } from './dom.js';

const KEYS = [
  ['1', ''], ['2', 'abc'], ['3', 'def'],
  ['4', 'ghi'], ['5', 'jkl'], ['6', 'mno'],
  ['7', 'pqrs'], ['8', 'tuv'], ['9', 'wxyz'],
  ['*', ''], ['0', ''], ['#', ''],
];
const NAMES = { '*': 'Star *', '#': 'Hash #' };
const KEPT = 24;

/** Fills `box` with the keys; `onKey` gets each key that was pressed, `shown` the element that repeats them. */
export function fillKeypad(box, shown, onKey) {
  const press = key => {
    shown.value = (shown.value + key).slice(-KEPT);
    onKey(key);
  };
  const buttons = KEYS.map(([key, letters]) => element('button',
    { type: 'button', 'aria-label': NAMES[key], 'data-key': key, onclick: () => press(key) },
    element('span', { class: 'digit' }, key), ' ', element('span', { class: 'letters' }, letters)));
  box.append(...buttons);
  box.addEventListener('keydown', event => {
    const button = buttons.find(one => one.dataset.key === event.key);
    if (!button || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    button.focus();
    press(event.key);
  });
}
