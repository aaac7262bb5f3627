// Which microphones and speakers there are. Their names are known only after the microphone was allowed once.

/** Lists {microphones, speakers}, each [{id, name}]. */
export async function listDevices() {
  const all = await navigator.mediaDevices.enumerateDevices();
  const of = (kind, noun) =>
    all
      .filter(device => device.kind === kind && device.deviceId)
      .map((device, index) => ({ id: device.deviceId, name: device.label || `${noun} ${index + 1}` }));
  return { microphones: of('audioinput', 'Microphone'), speakers: of('audiooutput', 'Speaker') };
}

/** Fills a select element, keeping its choice where it still exists. */
export function fillChoice(select, devices, systemName) {
  const chosen = select.value;
  const options = [{ id: '', name: systemName }, ...devices.filter(device => device.id !== 'default')].map(device => {
    const option = document.createElement('option');
    option.value = device.id;
    option.textContent = device.name;
    return option;
  });
  select.replaceChildren(...options);
  select.value = options.some(option => option.value === chosen) ? chosen : '';
}
