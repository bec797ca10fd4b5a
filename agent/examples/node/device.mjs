// A small Smart Access Gateway for SAG Fleet: registers, connects, obeys and refuses as agent/README.md says.
// It carries no traffic, so that what is left is the contract. Its upgrades are in firmware.mjs.
import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import WebSocket from 'ws';
import { Firmware, isOlder } from './firmware.mjs';

const { values: options } = parseArgs({
  options: {
    endpoint: { type: 'string', default: process.env.SAG_ENDPOINT ?? 'http://127.0.0.1:8640' },
    token: { type: 'string', default: process.env.SAG_CONTROL_TOKEN ?? '' },
    state: { type: 'string', default: 'device.json' },
    serial: { type: 'string' },
    model: { type: 'string', default: 'SAG-1000' },
    firmware: { type: 'string' },
  },
});

const SUBPROTOCOL = 'sagfleet.v1';
const TAKEN_OVER = 4001;
const REQUIRED_FIRMWARE = '2.4.0';
const ASPECTS = {
  Associate: 'ACCELERATION', Dissociate: 'ACCELERATION', ChangeBandwidth: 'BANDWIDTH', ChangeRole: 'ROLE',
  Upgrade: 'FIRMWARE', CancelUpgrade: 'FIRMWARE', Reboot: 'POWER',
};
// Least and most kbit/s of each model, and how a person would say it.
const RANGES = {
  'SAG-100WM': [2_000, 50_000, '2 to 50 Mbit/s'],
  'SAG-1000': [10_000, 500_000, '10 to 500 Mbit/s'],
  'SAG-VCPE': [10_000, 1_000_000, '10 to 1000 Mbit/s'],
  APP: [1, 20_000, '1 kbit/s to 20 Mbit/s'],
};
const BACK_OFF_MIN_MILLIS = 1_000;
const BACK_OFF_MAX_MILLIS = 60_000;

// A boot has another id, and counters and uptime from zero. The process begins with one; an upgrade brings another.
let bootId = randomUUID();
let bootedNanos = process.hrtime.bigint();

// What must outlast a power cut. The key is not part of it: registering again tells it again.
let state = { serial: options.serial, held: {}, association: null, bandwidthBitsPerSecond: null, role: 'ACTIVE' };
if (existsSync(options.state)) state = JSON.parse(readFileSync(options.state, 'utf8'));
if (options.serial && options.serial !== state.serial) {
  stop(`${options.state} is of ${state.serial}, not of ${options.serial}`);
}

function stop(reason) {
  console.error(`device: ${reason}`);
  process.exit(1);
}

// Written beside the old state and renamed over it, so that a power cut leaves one of them whole.
function persist(next) {
  const beside = `${options.state}.new`;
  writeFileSync(beside, JSON.stringify(next), { mode: 0o600 });
  sync(beside);
  renameSync(beside, options.state);
  sync(dirname(options.state));
  state = next;
}

function sync(path) {
  const file = openSync(path, 'r');
  fsyncSync(file);
  closeSync(file);
}

const version = () => firmware.running.version;
const isTooOld = () => isOlder(version(), REQUIRED_FIRMWARE);

function refusalOf(command) {
  if (command.type === 'Associate' && options.model === 'SAG-VCPE') {
    return { reason: 'MODEL_NOT_SUPPORTED', found: options.model, required: 'SAG-100WM, SAG-1000 or APP' };
  }
  if (command.type === 'Associate' && isTooOld()) {
    return { reason: 'VERSION_TOO_OLD', found: version(), required: `${REQUIRED_FIRMWARE} or later` };
  }
  if (command.type === 'CancelUpgrade') {
    const underWay = firmware.cancel(command.job);
    return underWay && { reason: 'UPGRADE_UNDER_WAY', found: underWay, required: 'WAIT_ACTIVATE or earlier' };
  }
  const kilobits = command.bandwidthBitsPerSecond / 1_000;
  const [least, most, range] = RANGES[options.model];
  if (command.type === 'ChangeBandwidth' && (kilobits < least || kilobits > most)) {
    return { reason: 'BANDWIDTH_OUT_OF_RANGE', found: `${kilobits} kbit/s`, required: `${options.model}: ${range}` };
  }
  return null;
}

// The state with the command in force. A command says the whole of its aspect, so nothing is added up.
function applied(command) {
  switch (command.type) {
    case 'Associate': {
      const { planId, revision, bandwidthBitsPerSecond, userPeakBitsPerSecond, destinations } = command;
      return { ...state, association: { planId, revision, bandwidthBitsPerSecond, userPeakBitsPerSecond, destinations } };
    }
    case 'Dissociate': return { ...state, association: null };
    case 'ChangeBandwidth': return { ...state, bandwidthBitsPerSecond: command.bandwidthBitsPerSecond };
    case 'ChangeRole': return { ...state, role: command.role };
    default: return state;
  }
}

function obey(command, send) {
  const aspect = ASPECTS[command.type];
  const { commandId, revision } = command;
  const held = state.held[aspect] ?? { revision: 0, refused: false };
  if (revision < held.revision) return;
  // Sent again since our answer was lost: said again, and nothing changes.
  if (revision === held.revision && !held.refused) return send({ type: 'Applied', commandId, aspect, revision });
  const refusal = refusalOf(command);
  const next = refusal ? state : applied(command);
  // First to durable memory: an answer promises that it is so after a power cut as well.
  persist({ ...next, held: { ...state.held, [aspect]: { revision, refused: refusal !== null } } });
  if (refusal) send({ type: 'Refused', commandId, aspect, revision, ...refusal });
  // That it has booted is said by the Hello after it.
  else if (command.type === 'Reboot') reboot();
  else send({ type: 'Applied', commandId, aspect, revision });
}

// What is to be installed. Never refused: what comes of it is said by FirmwareProgress.
function order(command, send) {
  const { revision, commandId } = command;
  const held = state.held.FIRMWARE ?? { revision: 0, refused: false };
  if (revision < held.revision) return;
  if (revision > held.revision || held.refused) {
    // The job first: whoever says that it holds the revision must know the job.
    firmware.order(command);
    persist({ ...state, held: { ...state.held, FIRMWARE: { revision, refused: false } } });
  }
  send({ type: 'Applied', commandId, aspect: 'FIRMWARE', revision });
  firmware.work();
}

// Switches off and on: the connection ends, and the boot loader decides what comes up.
function reboot() {
  console.log('reboots');
  bootId = randomUUID();
  bootedNanos = process.hrtime.bigint();
  firmware.disconnected();
  connection?.terminate();
  firmware.boot();
}

// The same call each time: a serial number that is known gets the key that it had.
async function register() {
  const response = await fetch(new URL('/_sag/devices', options.endpoint), {
    method: 'POST',
    headers: { Authorization: `Bearer ${options.token}` },
    body: JSON.stringify({ serial: state.serial, model: options.model }),
  });
  const answer = await response.json();
  // Trying again would not help against what we did wrong.
  if (response.status >= 400 && response.status < 500) stop(answer.error);
  if (!response.ok) throw new Error(answer.error);
  if (!state.serial) persist({ ...state, serial: answer.serial });
  // Whose images it takes, a device knows from the factory.
  if (!state.firmwareKeys) persist({ ...state, firmwareKeys: answer.firmwareKeys ?? [] });
  console.log(`registered serial=${answer.serial} instance=${answer.instanceId}`);
  return answer;
}

function authorization(key) {
  const timestamp = Math.floor(Date.now() / 1000);
  const nonce = randomBytes(16).toString('hex');
  const signature = createHmac('sha256', Buffer.from(key, 'hex'))
    .update([SUBPROTOCOL, state.serial, timestamp, nonce].join('\n'))
    .digest('hex');
  return `SAG-HMAC-SHA256 Serial=${state.serial}, Timestamp=${timestamp}, Nonce=${nonce}, Signature=${signature}`;
}

// What an image is fetched with: a token of its own for each request.
function get(link, headers, signal) {
  const { key, devicePort } = registration;
  const url = new URL(link, `http://${new URL(options.endpoint).hostname}:${devicePort}`);
  return fetch(url, { headers: { ...headers, Authorization: authorization(key) }, redirect: 'manual', signal });
}

const NO_BYTES = { offeredBytes: 0, passedBytes: 0, droppedBytes: 0 };
const NO_TRAFFIC = { accelerated: NO_BYTES, other: NO_BYTES };

function telemetry() {
  const uptimeNanos = Number(process.hrtime.bigint() - bootedNanos);
  return { type: 'Telemetry', uptimeNanos, uplink: NO_TRAFFIC, downlink: NO_TRAFFIC };
}

// One connection from its upgrade to its end; resolves to whether the controller welcomed us.
function session({ key, user, devicePort, path }) {
  return new Promise((resolve) => {
    const { hostname } = new URL(options.endpoint);
    const socket = new WebSocket(`ws://${hostname}:${devicePort}${path}`, SUBPROTOCOL, {
      headers: { Authorization: authorization(key) },
      perMessageDeflate: false,
      maxPayload: 64 * 1024,
      handshakeTimeout: 10_000,
    });
    connection = socket;
    const timers = [];
    let epoch = 0;
    let heardAt = Date.now();
    const send = (message) => {
      const { type, ...rest } = message;
      if (type !== 'Telemetry') console.log(`sent ${JSON.stringify(message)}`);
      socket.send(JSON.stringify({ type, epoch, ...rest }));
    };
    // The controller pings a silent device; a device looks after its side likewise.
    const watch = (keepAliveMillis) => {
      const silentMillis = Date.now() - heardAt;
      if (silentMillis >= 3 * keepAliveMillis) socket.terminate();
      else if (silentMillis >= keepAliveMillis) socket.ping();
    };

    socket.on('open', () => send({
      type: 'Hello', serial: state.serial, user, model: options.model, firmware: version(), bootId,
      held: state.held, ...firmware.hello(), suspended: state.association !== null && isTooOld(),
    }));
    // Pings are answered by the library.
    for (const sign of ['message', 'ping', 'pong']) socket.on(sign, () => { heardAt = Date.now(); });
    socket.on('message', (data) => {
      const message = JSON.parse(data);
      if (message.type === 'Welcome' && epoch === 0) {
        epoch = message.epoch;
        console.log(`welcomed epoch=${epoch} firmware=${version()}`);
        timers.push(setInterval(() => send(telemetry()), message.telemetryMillis));
        timers.push(setInterval(watch, message.keepAliveMillis, message.keepAliveMillis));
        firmware.connected(send, message.controllerWasAway === true);
      } else if (message.epoch !== epoch) {
        // Of another session.
      } else if (message.type === 'Upgrade') {
        order(message, send);
      } else if (message.type in ASPECTS) {
        obey(message, send);
      } else if (message.type === 'DownloadLink') {
        firmware.linked(message);
      } else if (message.type === 'ProgressRecorded') {
        firmware.recorded(message);
      }
    });
    socket.on('error', (error) => console.error(`connection failed: ${error.message}`));
    socket.on('close', (code, reason) => {
      timers.forEach(clearInterval);
      firmware.disconnected();
      console.log(`closed code=${code} ${reason}`);
      // Whoever took over has our serial number: to connect again would only throw them out in turn.
      if (code === TAKEN_OVER) stop('another device connected with this serial number');
      resolve(epoch !== 0);
    });
  });
}

if (!(options.model in RANGES)) stop(`model: ${options.model} (expected: one of ${Object.keys(RANGES).join(', ')})`);

let connection = null;
let registration = null;
const firmware = new Firmware({
  record: state.firmware,
  version: options.firmware ?? '2.4.0',
  model: options.model,
  file: `${options.state}.image`,
  keep: (record) => persist({ ...state, firmware: record }),
  keys: () => state.firmwareKeys ?? [],
  request: get,
  reboot,
});
if (state.firmware && options.firmware && options.firmware !== version()) firmware.flash(options.firmware);
firmware.boot();

for (let failures = 0; ; ) {
  try {
    registration ??= await register();
    failures = (await session(registration)) ? 1 : failures + 1;
  } catch (error) {
    failures++;
    console.error(`registration failed: ${error.message}`);
  }
  // Half of it at random, so that a fleet that lost its controller does not come back at once.
  const mostMillis = Math.min(BACK_OFF_MAX_MILLIS, BACK_OFF_MIN_MILLIS * 2 ** (failures - 1));
  await sleep(mostMillis * (0.5 + 0.5 * Math.random()));
}
