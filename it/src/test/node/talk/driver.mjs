// Drives one browser for the tests: reads one JSON command a line, answers one JSON line. Chromium is driven over its own
// protocol, Firefox over WebDriver BiDi. Started by Browser.java with the modules' folder as NODE_PATH's place.
//   node driver.mjs MODULES {"kind":"chromium"|"firefox","program":PATH,"microphone":WAV or ""|"none"|"denied","width":…,…}

import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const modules = process.argv[2];
const options = JSON.parse(process.argv[3]);
const require = createRequire(join(modules, 'package.json'));
const { default: puppeteer } = await import(pathToFileURL(require.resolve('puppeteer-core')));
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const seen = [];
const browser = await (options.kind === 'firefox' ? firefox() : chromium());
const page = await browser.newPage();
await page.setViewport({ width: options.width ?? 1200, height: options.height ?? 800, deviceScaleFactor: options.scale ?? 1 });
page.on('console', message => ['error', 'warning', 'warn'].includes(message.type()) && seen.push(`${message.type()}: ${message.text()}`));
page.on('pageerror', error => seen.push(`pageerror: ${error.message}`));
page.on('dialog', dialog => {
  seen.push(`dialog: ${dialog.message()}`);
  void dialog.dismiss();
});
page.setDefaultTimeout(options.patience ?? 15_000);

function chromium() {
  const flags = [
    '--no-sandbox', '--disable-gpu', '--mute-audio', '--autoplay-policy=user-gesture-required', '--disable-dev-shm-usage',
    '--host-resolver-rules=MAP parley.test 127.0.0.1',
  ];
  if (options.microphone !== 'none') flags.push('--use-fake-device-for-media-stream');
  if (options.microphone !== 'denied') flags.push('--use-fake-ui-for-media-stream');
  else flags.push('--deny-permission-prompts');
  if (options.microphone && !['none', 'denied'].includes(options.microphone)) {
    flags.push(`--use-file-for-fake-audio-capture=${options.microphone}%noloop`);
  }
  // Keys that are trusted without an authority, by the SHA-256 of their public part; no others.
  if (options.trusted) flags.push(`--ignore-certificate-errors-spki-list=${options.trusted.join(',')}`);
  return puppeteer.launch({ executablePath: options.program, headless: true, args: flags });
}

function firefox() {
  return puppeteer.launch({
    browser: 'firefox',
    executablePath: options.program,
    headless: true,
    extraPrefsFirefox: {
      'media.navigator.streams.fake': options.microphone !== 'none',
      'media.navigator.permission.disabled': options.microphone !== 'denied',
      'permissions.default.microphone': options.microphone === 'denied' ? 2 : 1,
      'media.autoplay.default': 0,
      'network.dns.localDomains': 'parley.test',
    },
  });
}

const commands = {
  goTo: async ({ url }) => void (await page.goto(url, { waitUntil: 'load' })),
  click: async ({ selector }) => void (await page.locator(selector).click()),
  type: async ({ text }) => void (await page.keyboard.type(text)),
  press: async ({ key }) => {
    const back = key.startsWith('Shift+');
    if (back) await page.keyboard.down('Shift');
    await page.keyboard.press(back ? key.slice('Shift+'.length) : key);
    if (back) await page.keyboard.up('Shift');
  },
  fill: async ({ selector, text }) => void (await page.locator(selector).fill(text)),
  evaluate: async ({ script }) => page.evaluate(`(async () => { ${script} })()`),
  waitFor: async ({ script }) => {
    try {
      await page.waitForFunction(script, { polling: 50 });
    } catch (error) {
      const shown = await page.evaluate(() => document.body.innerText);
      throw new Error(`${error.message}; the page shows: ${shown.slice(0, 3000)}`);
    }
  },
  screenshot: async ({ file, whole }) => void (await page.screenshot({ path: file, fullPage: whole })),
  resize: async ({ width, height }) => void (await page.setViewport({ width, height, deviceScaleFactor: options.scale ?? 1 })),
  media: async ({ features }) => void (options.kind === 'chromium' && (await page.emulateMediaFeatures(features))),
  seen: async () => seen,
  // The checker is put in past the page's policy, which rightly refuses it.
  axe: async () => {
    await page.evaluate(axe);
    const report = await page.evaluate(() => globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
    return report.violations.map(one => `${one.id}: ${one.help} ${one.nodes.map(node => node.target.join(' ')).join(' | ')}`);
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const { command, ...arguments_ } = JSON.parse(line);
  if (command === 'close') break;
  let answer;
  try {
    answer = { result: (await commands[command](arguments_)) ?? null };
  } catch (error) {
    answer = { error: String(error.message ?? error) };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
await browser.close();
process.exit(0);
