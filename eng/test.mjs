// Builds everything, runs every suite and sums up. Arguments: words that suites' names must contain; --locked fails
// when a lock file is out of date; --no-build runs what is built.
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Failure, ensureNodePackages, requireDotnet, requireNode, root, run } from './prerequisites.mjs';
import { ensureSystemParts } from './system-parts.mjs';

const say = (text) => process.stdout.write(`${text}\n`);
const words = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const flags = new Set(process.argv.slice(2).filter((word) => word.startsWith('--')));
const inherit = { stdio: ['ignore', 'inherit', 'inherit'] };

function mustRun(what, command, args) {
  const result = run(command, args, inherit);
  if (result.status !== 0) throw new Failure(`${what} failed (exit code ${result.status}).`);
}

function build() {
  const restore = ['restore', 'Quant.Orleans.sln', '-v', 'q'];
  mustRun('Restore', 'dotnet', flags.has('--locked') ? [...restore, '--locked-mode'] : restore);
  mustRun('Tool restore', 'dotnet', ['tool', 'restore', '-v', 'q']);
  mustRun('Format check', 'dotnet', ['csharpier', 'check', 'src', 'tests', 'bench']);
  mustRun('Build', 'dotnet', ['build', 'Quant.Orleans.sln', '-c', 'Release', '--no-restore', '--nologo', '-v', 'q', '-clp:Summary']);
}

function runSuite(name, results) {
  const program = join(root, 'tests', name, 'bin', 'Release', 'net10.0', `${name}.dll`);
  const report = join(results, `${name}.xml`);
  if (!existsSync(program)) return { name, passed: 0, failed: 1, skipped: 0, why: 'was not built' };
  const started = Date.now();
  const outcome = run('dotnet', [program, '-xml', report, '-noLogo', '-noColor'], inherit);
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  if (!existsSync(report)) return { name, passed: 0, failed: 1, skipped: 0, why: `ended with ${outcome.status ?? outcome.signal} and no report` };
  const count = { name, passed: 0, failed: 0, skipped: 0, seconds };
  for (const [tag] of readFileSync(report, 'utf8').matchAll(/<assembly\s[^>]*>/g)) {
    const value = (key) => Number(tag.match(new RegExp(`\\s${key}="(\\d+)"`))?.[1] ?? 0);
    count.passed += value('passed');
    count.failed += value('failed') + value('errors');
    count.skipped += value('skipped') + value('not-run');
  }
  if (outcome.status !== 0 && count.failed === 0) return { ...count, failed: 1, why: `ended with ${outcome.status ?? outcome.signal}` };
  return count;
}

let sum = { passed: 0, failed: 0, skipped: 0 };
try {
  requireNode();
  requireDotnet();
  ensureNodePackages(say);
  ensureSystemParts(say);
  if (!flags.has('--no-build')) build();
  const results = join(root, 'artifacts', 'tests');
  rmSync(results, { recursive: true, force: true });
  mkdirSync(results, { recursive: true });
  const suites = readdirSync(join(root, 'tests'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(root, 'tests', entry.name, `${entry.name}.csproj`)))
    .map((entry) => entry.name)
    .filter((name) => words.length === 0 || words.some((word) => name.toLowerCase().includes(word.toLowerCase())));
  const counts = suites.map((name) => runSuite(name, results));
  say('');
  for (const c of counts) {
    say(`${c.failed ? 'FAILED ' : 'ok     '} ${c.name.padEnd(28)} ${c.passed} passed, ${c.failed} failed, ${c.skipped} skipped${c.seconds ? `, ${c.seconds} s` : ''}${c.why ? ` (${c.why})` : ''}`);
    sum = { passed: sum.passed + c.passed, failed: sum.failed + c.failed, skipped: sum.skipped + c.skipped };
  }
} catch (fault) {
  if (!(fault instanceof Failure)) throw fault;
  say(`test: ${fault.message}`);
  sum.failed += 1;
}
say(`${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`);
process.exit(sum.failed > 0 || sum.passed === 0 ? 1 : 0);
