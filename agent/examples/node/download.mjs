// Fetching an image over HTTP, as "Fetching" in agent/README.md says: each time from where it is, until all bytes are
// there. The file that they are in says how far it is, over a power cut too.
import { existsSync, rmSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

export const CODE = {
  NONE: 0, DOWNLOAD: 9010, NOT_AUTHORIZED: 9012, NO_SUCH_IMAGE: 9016, INCOMPLETE: 9017, CORRUPT: 9018, NOT_SIGNED: 9019,
  WINDOW: 9020, MODEL: 9601, ROLLBACK: 9603, TOO_LOW: 9604, SAME_VERSION: 9605, FELL_BACK: 9606, MALFORMED: 9607,
  BOOT: 9620, UNREACHABLE: 9622, CANCELED: 9630, SUPERSEDED: 9631, CABLE: 9632,
};
const DENIED = { 401: CODE.NOT_AUTHORIZED, 403: CODE.NOT_AUTHORIZED, 404: CODE.NO_SUCH_IMAGE };
const TRIES = 10;
const SILENCE_MILLIS = 30_000;
const PAUSE_MILLIS = 10_000;

/** What stops an attempt: its final state, and the code that says why. */
export class Ended extends Error {
  constructor(state, code) {
    super(state);
    Object.assign(this, { state, code });
  }
}

/**
 * Fetches the rest of an image.
 *
 * request(link, headers, signal): one GET at the device port; online(): waits for a session; askForLink(): asks for
 * another link and waits for it; fetched(bytes): told of each piece how much is there.
 */
export async function fetchImage(task) {
  const { file, wanted, signal, online } = task;
  let tries = 0;
  for (;;) {
    await online();
    const here = existsSync(file) ? statSync(file).size : 0;
    if (here === wanted.sizeBytes) return;
    const { response, got } = await fetchSome(task, here > wanted.sizeBytes ? 0 : here);
    tries = got > 0 ? 0 : tries + 1;
    const status = response?.status ?? 0;
    const retryAfter = Number(response?.headers.get('retry-after') ?? 0);
    if (status === 410) {
      tries = 0;
      await task.askForLink();
    } else if ((status === 503 || status === 429) && retryAfter > 0) {
      tries = 0;
      await sleep(retryAfter * 1_000 * (1 + Math.random()), undefined, { signal });
    } else if (status >= 300 && status < 500 && ![408, 416, 429].includes(status)) {
      throw new Ended('FAILED', DENIED[status] ?? CODE.DOWNLOAD);
    } else if (tries === TRIES) {
      throw new Ended('FAILED', CODE.INCOMPLETE);
    } else if (tries > 0) {
      await sleep(PAUSE_MILLIS * 2 ** Math.min(tries - 1, 6) * (1 + Math.random()), undefined, { signal });
    }
  }
}

/** One request, and what it brought. */
async function fetchSome({ job, wanted, file, request, signal, fetched }, from) {
  const etag = `"${wanted.digest}"`;
  const broken = new AbortController();
  const breakOff = () => broken.abort();
  signal.addEventListener('abort', breakOff);
  let timer = setTimeout(breakOff, SILENCE_MILLIS);
  let response;
  let got = 0;
  try {
    response = await request(job.link, from > 0 ? { Range: `bytes=${from}-`, 'If-Range': etag } : {}, broken.signal);
    const isRest = response.status === 206 && response.headers.get('etag') === etag
      && response.headers.get('content-range')?.startsWith(`bytes ${from}-`);
    if (response.status === 200 || isRest) {
      const image = await open(file, isRest ? 'a' : 'w');
      try {
        for await (const piece of response.body) {
          clearTimeout(timer);
          timer = setTimeout(breakOff, SILENCE_MILLIS);
          await image.write(piece);
          got += piece.length;
          fetched((isRest ? from : 0) + got);
        }
        await image.sync();
      } finally {
        await image.close();
      }
    } else {
      // What is there is not the beginning of what would come.
      if (response.status === 206 || response.status === 416) rmSync(file, { force: true });
      await response.body?.cancel();
    }
  } catch (error) {
    if (signal.aborted) throw error;
    console.error(`download broke off: ${error.message}`);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', breakOff);
  }
  return { response, got };
}
