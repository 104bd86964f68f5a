// What has to be on the machine before anything can be built, and the packages npm brings.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
export const environment = {
  ...process.env,
  DOTNET_CLI_TELEMETRY_OPTOUT: '1',
  DOTNET_NOLOGO: '1',
  DOTNET_SKIP_FIRST_TIME_EXPERIENCE: '1',
};
const windows = process.platform === 'win32';

export class Failure extends Error {}

export function run(command, args, options = {}) {
  const result = spawnSync(command, args, {
    cwd: root,
    env: environment,
    stdio: ['ignore', 2, 2],
    shell: windows && command === 'npm',
    ...options,
  });
  if (result.error) throw new Failure(`${command} could not be started: ${result.error.message}`);
  return result;
}

export function requireNode() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < 20) throw new Failure(`Node ${process.versions.node} is too old; Quant.Orleans needs Node 20 or newer.`);
}

export function requireDotnet() {
  const found = spawnSync('dotnet', ['--list-sdks'], { encoding: 'utf8', env: environment });
  if (found.error) throw new Failure('The .NET 10 SDK is missing: install it from https://dot.net and try again.');
  if (!/^(1\d|[2-9]\d)\./m.test(found.stdout)) {
    throw new Failure(`The .NET 10 SDK is missing; found only: ${found.stdout.trim().replace(/\n/g, '; ') || 'none'}.`);
  }
}

export function ensureNodePackages(say) {
  const installed = join(root, 'node_modules', '.package-lock.json');
  const wanted = join(root, 'package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(wanted).mtimeMs) return;
  say('Installing npm packages (DuckDB, sample data, web app) …');
  const result = run('npm', ['ci', '--no-fund', '--no-audit', '--loglevel=error']);
  if (result.status !== 0) throw new Failure(`npm ci failed with exit code ${result.status}; its messages are above.`);
}
