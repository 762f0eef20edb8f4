// The worker, and who waits for it. It does one thing after the other; of pages that change while it works only the last
// counts.
import type { Failure, ReadReply, ReadRequest, Reply, Request, ShowRequest, WriteReply, WriteRequest } from "./protocol.js";

interface Job {
  request: Request;
  resolve(reply: Reply | null): void;
}

export class Engine {
  #worker: Worker | undefined;
  #running: Job | undefined;
  #waiting: Job | undefined;
  readonly #script: string;
  readonly #module: Uint8Array<ArrayBuffer>;
  readonly #onBusy: (isBusy: boolean) => void;

  constructor(script: string, module: Uint8Array<ArrayBuffer>, onBusy: (isBusy: boolean) => void) {
    this.#script = script;
    this.#module = module;
    this.#onBusy = onBusy;
  }

  /** Does something. Nothing comes back where something newer was asked for, or the user stopped it. */
  run(request: ReadRequest): Promise<ReadReply | Failure | null>;
  run(request: WriteRequest | ShowRequest): Promise<WriteReply | Failure | null>;
  run(request: Request): Promise<Reply | null> {
    return new Promise((resolve) => {
      this.#waiting?.resolve(null);
      this.#waiting = { request, resolve };
      this.#next();
    });
  }

  /** Ends whatever is under way. The next page gets a new worker. */
  stop(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    const jobs = [this.#running, this.#waiting];
    this.#running = this.#waiting = undefined;
    this.#onBusy(false);
    for (const job of jobs) job?.resolve(null);
  }

  #next(): void {
    if (this.#running || !this.#waiting) return;
    const job = this.#waiting;
    this.#running = job;
    this.#waiting = undefined;
    this.#onBusy(true);
    this.#worker ??= this.#start();
    this.#worker.onmessage = ({ data }: MessageEvent<Reply>) => this.#done(job, data);
    this.#worker.onerror = (event) => {
      event.preventDefault();
      this.#worker?.terminate();
      this.#worker = undefined;
      this.#done(job, { error: { message: event.message || "the page is too much for this browser", place: null } });
    };
    this.#worker.postMessage(job.request);
  }

  #done(job: Job, reply: Reply): void {
    this.#running = undefined;
    if (!this.#waiting) this.#onBusy(false);
    job.resolve(reply);
    this.#next();
  }

  /** Pages that were opened as files may only start workers from memory. */
  #start(): Worker {
    const url = URL.createObjectURL(new Blob([this.#script], { type: "text/javascript" }));
    const worker = new Worker(url);
    URL.revokeObjectURL(url);
    worker.postMessage(this.#module.buffer.slice(0));
    return worker;
  }
}
