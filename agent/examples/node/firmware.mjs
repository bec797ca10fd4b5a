// The images of a device and its upgrades, as "Upgrades" in agent/README.md says. What it is told to do it does by
// itself: it checks, fetches, verifies, installs, "boots" and falls back. Everything that must outlast a power cut is in
// the record that `keep` writes; the image itself is a file beside it.
import { createHash, createPublicKey, verify } from 'node:crypto';
import { createReadStream, renameSync, rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { CODE, Ended, fetchImage } from './download.mjs';

const FINAL = ['COMMITTED', 'ROLLED_BACK', 'FAILED', 'ABORTED', 'CANCELED', 'REJECTED'];
const CANCELABLE = ['OFFERED', 'WAIT_DOWNLOAD', 'DOWNLOADING', 'VERIFYING', 'STAGED', 'WAIT_ACTIVATE'];
const VERIFY_TRIES = 3;
const BOOT_TRIES = 3;

// Dotted parts are numbers, a missing one is 0: 2.10.0 is later than 2.4.0, 2.3.1.1 is earlier.
export function isOlder(version, other) {
  const parts = version.split('.').map(Number);
  const others = other.split('.').map(Number);
  for (let i = 0; i < Math.max(parts.length, others.length); i++) {
    const difference = (parts[i] ?? 0) - (others[i] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}

const sha256 = (text) => createHash('sha256').update(text).digest('hex');
const otherSlot = (slot) => (slot === 'A' ? 'B' : 'A');

export class Firmware {
  // record: what was kept, or nothing; keep(record): writes it down; reboot(): ends the connection and comes back.
  constructor({ record, version, model, file, keep, keys, request, reboot }) {
    Object.assign(this, { model, file, keys, request, reboot });
    const factory = { status: 'GOOD', version, digest: sha256(`factory ${model} ${version}`), index: 0 };
    this.keep = keep;
    // One that was never told of an image keeps nothing.
    this.isTouched = Boolean(record);
    this.record = record ?? {
      slots: { A: factory }, primary: 'A', runs: 'A', boot: 0, floor: 0, withdrawn: [], refused: [], job: null, next: null,
    };
    this.send = () => {};
    this.abort = new AbortController();
  }

  get job() { return this.record.job; }
  get running() { return this.record.slots[this.record.runs]; }

  /** The boot loader: it takes a try from a slot that has to prove itself before it starts it. */
  boot() {
    const { slots } = this.record;
    let { primary } = this.record;
    if (slots[primary].status === 'TRYING' && slots[primary].tries === 0) slots[primary].status = 'BAD';
    if (slots[primary].status === 'BAD') primary = otherSlot(primary);
    if (slots[primary].status === 'TRYING') slots[primary].tries--;
    Object.assign(this.record, { primary, runs: primary, boot: this.record.boot + 1 });
    this.sequence = 1;
    if (this.isTouched) this.keep(this.record);
    if (this.job && ['ARMED', 'REBOOTING', 'TRIAL'].includes(this.job.state)) this.started();
    else this.work();
  }

  started() {
    if (this.running.status !== 'TRYING') {
      if (this.job.code !== CODE.UNREACHABLE) this.refuse();
      this.tell('ROLLED_BACK', this.job.code || CODE.BOOT);
      return;
    }
    this.tell('TRIAL');
    this.trial = setTimeout(() => this.fallBack(CODE.UNREACHABLE), this.job.trialMillis);
  }

  refuse() { this.record.refused.push(JSON.parse(this.job.manifest).digest); }

  fallBack(code) {
    this.running.status = 'BAD';
    this.job.code = code;
    this.keep(this.record);
    this.restart();
  }

  restart() {
    clearTimeout(this.trial);
    this.reboot();
  }

  /** What a Hello says of it. */
  hello() {
    const slots = { runs: this.record.runs };
    for (const [name, { status, version, digest }] of Object.entries(this.record.slots)) slots[name] = { status, version, digest };
    this.saidEnd = this.job !== null && FINAL.includes(this.job.state);
    return this.job ? { slots, job: this.progress() } : { slots };
  }

  progress() {
    const { job, attempt, state, percent, code } = this.job;
    return { job, attempt, boot: this.record.boot, sequence: this.sequence, state, percent, code, running: this.running.digest };
  }

  tell(state, code = this.job.code) {
    Object.assign(this.job, { state, code });
    this.keep(this.record);
    this.sequence++;
    this.send({ type: 'FirmwareProgress', ...this.progress() });
  }

  connected(send, controllerWasAway) {
    this.send = send;
    this.isOnline = true;
    if (this.saidEnd) this.acknowledged(controllerWasAway);
    if (this.job?.state === 'TRIAL') this.commit();
    this.work();
  }

  disconnected() { Object.assign(this, { send: () => {}, isOnline: false }); }

  /** The floor rises now and not before, so that there was always something to fall back to. */
  commit() {
    clearTimeout(this.trial);
    this.running.status = 'GOOD';
    this.record.floor = Math.max(this.record.floor, this.running.index);
    this.tell('COMMITTED', CODE.NONE);
  }

  recorded({ job, attempt }) {
    if (this.job?.job === job && this.job.attempt === attempt) this.acknowledged();
  }

  /** An image that never reached its controller is refused from now on, unless that was away itself. */
  acknowledged(controllerWasAway = false) {
    if (!this.job || !FINAL.includes(this.job.state)) return;
    if (this.job.code === CODE.UNREACHABLE && !this.job.acknowledged && !controllerWasAway) this.refuse();
    this.job.acknowledged = true;
    if (this.record.next) Object.assign(this.record, { job: this.record.next, next: null });
    this.keep(this.record);
    this.work();
  }

  /** Takes note of an order; the caller then answers that it is applied, and lets it work. */
  order({ job, attempt, manifest, signature, link, window, trialMillis, forced }) {
    if (this.job?.job === job && this.job.attempt >= attempt) return;
    const offered = { job, attempt, manifest, signature, link, window, trialMillis, forced, state: 'OFFERED', percent: 0, code: 0, tries: 0, wrong: 0 };
    if (!this.job || this.job.acknowledged) {
      this.record.job = offered;
    } else {
      this.record.next = offered;
      if (CANCELABLE.includes(this.job.state)) this.leave(CODE.SUPERSEDED);
    }
    this.isTouched = true;
    this.keep(this.record);
  }

  /** Leaves a job; the state that it is in if it cannot be left any more. */
  cancel(job) {
    if (this.record.next?.job === job) this.record.next = null;
    if (this.job?.job !== job || FINAL.includes(this.job.state)) return null;
    if (!CANCELABLE.includes(this.job.state)) return this.job.state;
    this.leave(CODE.CANCELED);
    return null;
  }

  leave(code) {
    this.abort.abort();
    this.tell('CANCELED', code);
  }

  linked({ job, attempt, link }) {
    if (this.job?.job !== job || this.job.attempt !== attempt) return;
    this.job.link = link;
    this.keep(this.record);
    this.gotLink?.();
  }

  /** Leads the job on as far as it comes by itself. One of these at a time. */
  async work() {
    if (this.isWorking || !this.job || FINAL.includes(this.job.state)) return;
    this.isWorking = true;
    const { job } = this;
    this.abort = new AbortController();
    try {
      await this.lead(job);
    } catch (error) {
      if (error instanceof Ended) this.tell(error.state, error.code);
      else if (!this.abort.signal.aborted) console.error(`upgrade stopped: ${error.message}`);
    } finally {
      this.isWorking = false;
    }
    if (this.job !== job) this.work();
  }

  async lead(job) {
    const wanted = this.check(job);
    if (wanted.digest === this.running.digest) throw new Ended('COMMITTED', CODE.NONE);
    const { opensAtMillis = 0, closesAtMillis = Infinity } = job.window ?? {};
    if (Date.now() < opensAtMillis) this.tell('WAIT_DOWNLOAD');
    while (Date.now() < opensAtMillis) await this.pause(Math.min(opensAtMillis - Date.now(), 60_000));
    if (Date.now() >= closesAtMillis) throw new Ended('FAILED', CODE.WINDOW);
    do {
      this.tell('DOWNLOADING');
      await fetchImage({
        job, wanted, file: this.file, request: this.request, signal: this.abort.signal,
        online: () => this.online(), askForLink: () => this.askForLink(job), fetched: (bytes) => this.fetched(job, wanted, bytes),
      });
      job.percent = 100;
      this.tell('VERIFYING');
    } while (!(await this.isWhole(job, wanted)));
    this.tell('STAGED');
    this.install(wanted);
  }

  /** All that can be checked before the first byte is fetched; the device is untouched if it does not hold. */
  check(job) {
    let wanted;
    try {
      wanted = JSON.parse(job.manifest);
    } catch {
      throw new Ended('REJECTED', CODE.MALFORMED);
    }
    const key = this.keys().find(({ id }) => id === wanted.keyId && !this.record.withdrawn.includes(id));
    const spki = key && createPublicKey({ key: Buffer.from(key.key, 'base64'), format: 'der', type: 'spki' });
    if (!spki || !verify(null, Buffer.from(job.manifest), spki, Buffer.from(job.signature, 'base64'))) {
      throw new Ended('REJECTED', CODE.NOT_SIGNED);
    }
    if (!wanted.models.includes(this.model)) throw new Ended('REJECTED', CODE.MODEL);
    if (wanted.securityIndex < this.record.floor) throw new Ended('REJECTED', CODE.ROLLBACK);
    if (wanted.minimumVersion && isOlder(this.running.version, wanted.minimumVersion)) throw new Ended('REJECTED', CODE.TOO_LOW);
    const isSame = !isOlder(wanted.version, this.running.version) && !isOlder(this.running.version, wanted.version);
    if (!job.forced && this.record.refused.includes(wanted.digest)) throw new Ended('REJECTED', CODE.FELL_BACK);
    if (!job.forced && isSame && wanted.digest !== this.running.digest) throw new Ended('REJECTED', CODE.SAME_VERSION);
    for (const id of wanted.withdrawnKeys ?? []) if (!this.record.withdrawn.includes(id)) this.record.withdrawn.push(id);
    return wanted;
  }

  async isWhole(job, wanted) {
    const hash = createHash('sha256');
    for await (const chunk of createReadStream(this.file)) hash.update(chunk);
    if (hash.digest('hex') === wanted.digest) return true;
    rmSync(this.file);
    if (++job.wrong === VERIFY_TRIES) throw new Ended('FAILED', CODE.CORRUPT);
    return false;
  }

  /** The slot is bad before it is written, so that half an image is never started. */
  install(wanted) {
    const target = otherSlot(this.record.runs);
    const slot = { status: 'BAD', version: wanted.version, digest: wanted.digest, index: wanted.securityIndex };
    this.record.slots[target] = slot;
    this.tell('INSTALLING');
    renameSync(this.file, `${this.file}.${target}`);
    Object.assign(slot, { status: 'TRYING', tries: BOOT_TRIES });
    this.record.primary = target;
    this.tell('REBOOTING');
    this.restart();
  }

  /** A device that cannot reach its controller would use up its tries for nothing. */
  async online() { while (!this.isOnline) await this.pause(500); }

  async askForLink(job) {
    const got = new Promise((resolve) => { this.gotLink = resolve; });
    this.send({ type: 'LinkWanted', job: job.job, attempt: job.attempt });
    await Promise.race([got, this.pause(60_000)]);
  }

  /** At most once a second, and once a percent. */
  fetched(job, wanted, bytes) {
    const percent = Math.floor((bytes * 100) / wanted.sizeBytes);
    if (percent === job.percent || Date.now() - (this.toldAt ?? 0) < 1_000) return;
    this.toldAt = Date.now();
    job.percent = percent;
    this.tell('DOWNLOADING');
  }

  pause(millis) { return sleep(millis, undefined, { signal: this.abort.signal }); }

  /** Somebody has put another version on the device with a cable. */
  flash(version) {
    this.record.slots[this.record.runs] = { status: 'GOOD', version, digest: sha256(`factory ${this.model} ${version}`), index: this.record.floor };
    this.record.primary = this.record.runs;
    if (this.job && !FINAL.includes(this.job.state)) {
      Object.assign(this.job, { state: CANCELABLE.includes(this.job.state) ? 'ABORTED' : 'FAILED', code: CODE.CABLE });
    }
    this.keep(this.record);
  }
}
