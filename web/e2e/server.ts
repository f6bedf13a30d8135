// The server under test: started on a free port with its own folder, stopped, frozen and killed by its own process id.
// VOORZIEN_BINARY names the binary; VOORZIEN_MOCK=1 takes the stand-in of mock/ instead (to work on the tests themselves).
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

export interface Account { user: string; password: string; role: string }
const mock = process.env['VOORZIEN_MOCK'] === '1';
const binary = resolve(process.env['VOORZIEN_BINARY'] ?? '../build/release/voorzien');

export class Server {
  address = '';
  accounts: Account[] = [];
  private child: ChildProcess | undefined;
  private readonly data = mkdtempSync(join(tmpdir(), 'voorzien-e2e-'));

  async start(fresh = true, port = 0, speed = 60): Promise<void> {
    if (!mock && !existsSync(binary)) throw new Error(`no binary at ${binary}: build the release preset, or set VOORZIEN_BINARY`);
    const child = mock
      ? spawn('node', ['mock/server.mjs'], { env: { ...process.env, PORT: String(port) }, stdio: ['ignore', 'pipe', 'inherit'] })
      : spawn(binary, ['demo', '--data', this.data, '--listen', `127.0.0.1:${port}`, '--speed', String(speed), '--no-acts', ...(fresh ? ['--fresh'] : [])], { stdio: ['ignore', 'pipe', 'inherit'] });
    this.child = child;
    this.accounts = [];
    await new Promise<void>((ready, failed) => {
      const timer = setTimeout(() => failed(new Error('the server was not ready in 20 s')), 20_000);
      child.once('exit', (code) => failed(new Error(`the server ended with ${code}`)));
      createInterface({ input: child.stdout! }).on('line', (line) => {
        const login = /^login (\S+) (\S+) (\S+)/.exec(line);
        if (login) this.accounts.push({ user: login[1]!, password: login[2]!, role: login[3]! });
        const listening = /^listening (http:\S+)/.exec(line);
        if (listening) this.address = listening[1]!;
        if (this.address && this.accounts.some((one) => one.role === 'caco')) { clearTimeout(timer); ready(); }
      });
    });
  }

  account(role: string): Account {
    const found = this.accounts.find((one) => one.role === role);
    if (!found) throw new Error(`no demonstration account with role ${role}`);
    return found;
  }

  /** From the command line, beside the running server. */
  addAccount(user: string, role: string, password: string): void {
    execFileSync(binary, ['user', 'add', user, '--role', role, '--data', this.data, '--password-stdin'], { input: `${password}\n`, stdio: ['pipe', 'ignore', 'ignore'] });
  }

  /** A list of capcodes of `source`, taken over from the command line beside the running server. */
  importCapcodes(source: string, list: string): void {
    const file = join(this.data, `${source}.txt`);
    writeFileSync(file, list);
    execFileSync(binary, ['capcodes', 'import', file, '--source', source, '--date', '2024-01-01', '--data', this.data, '--apply'], { stdio: 'ignore' });
  }

  freeze(): void { this.child?.kill('SIGSTOP'); }
  thaw(): void { this.child?.kill('SIGCONT'); }

  async kill(): Promise<void> {
    const child = this.child;
    if (!child || child.exitCode !== null) return;
    const gone = new Promise((done) => child.once('exit', done));
    child.kill('SIGKILL');
    await gone;
  }

  /** The same address and the same store. */
  async again(): Promise<void> {
    await this.start(false, Number(new URL(this.address).port));
  }

  async stop(): Promise<void> {
    await this.kill();
    rmSync(this.data, { recursive: true, force: true });
  }
}
