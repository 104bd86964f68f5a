// Builds everything, runs every suite and sums up. Arguments: words that suites' names must contain; --locked fails
// when a lock file is out of date; --no-build runs what is built. On the engine that eng/grain-engine.mjs chooses; with
// --both-engines on Embedded and then, where its packages restore, what has grains on Microsoft Orleans; with
// --both-contracts likewise, but on Microsoft Orleans only the suites that say how grains and their messages behave.
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { chooseEngine, programOf, sentence, whyOrleansCannot } from './grain-engine.mjs';
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

/** Suites that neither import an engine nor start a program that has one in it. */
const isNeutral = (suite) => suite.startsWith('Quant.') || suite === 'Conformance' || suite === 'Providers.Tests';

/** Not what suites only use, such as a server to test against. */
const isSuite = (name) => !readFileSync(join(root, 'tests', name, `${name}.csproj`), 'utf8').includes('<IsTestProject>false</IsTestProject>');

/** Suites that hold for any engine by definition. */
const contracts = ['Orleans.Embedded.Tests', 'Grains.Interfaces.Tests'];

function check() {
  mustRun('Tool restore', 'dotnet', ['tool', 'restore', '-v', 'q']);
  mustRun('Format check', 'dotnet', ['csharpier', 'check', 'src', 'tests', 'bench']);
}

/** Builds a solution or project for an engine. */
function build(what, engine) {
  const wish = `-p:GrainEngine=${engine}`;
  const restore = ['restore', what, '-v', 'q', wish];
  mustRun('Restore', 'dotnet', flags.has('--locked') ? [...restore, '--locked-mode'] : restore);
  mustRun('Build', 'dotnet', ['build', what, '-c', 'Release', '--no-restore', '--nologo', '-v', 'q', '-clp:Summary', wish]);
}

function runSuite(suite, engine, results) {
  const program = programOf(`tests/${suite}`, suite, isNeutral(suite) ? 'Embedded' : engine);
  const name = engine === 'Orleans' && !isNeutral(suite) ? `${suite} (Microsoft)` : suite;
  const report = join(results, `${suite}.${engine}.xml`);
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
  const both = flags.has('--both-engines') || flags.has('--both-contracts');
  const choice = both ? { engine: 'Embedded', why: 'and Microsoft Orleans after it' } : chooseEngine();
  say(sentence(choice));
  if (!flags.has('--no-build')) {
    check();
    build('Quant.Orleans.sln', choice.engine);
  }
  const results = join(root, 'artifacts', 'tests');
  rmSync(results, { recursive: true, force: true });
  mkdirSync(results, { recursive: true });
  const suites = readdirSync(join(root, 'tests'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(root, 'tests', entry.name, `${entry.name}.csproj`)))
    .map((entry) => entry.name)
    .filter(isSuite)
    .filter((name) => words.length === 0 || words.some((word) => name.toLowerCase().includes(word.toLowerCase())));
  const counts = suites.map((name) => runSuite(name, choice.engine, results));
  const again = suites.filter((name) => (flags.has('--both-engines') ? !isNeutral(name) : both && contracts.includes(name)));
  const why = again.length > 0 ? whyOrleansCannot() : null;
  if (why) say(`Not run on Microsoft Orleans, whose packages do not restore here: ${why}`);
  else if (again.length > 0) {
    if (!flags.has('--no-build')) again.forEach((name) => build(`tests/${name}`, 'Orleans'));
    counts.push(...again.map((name) => runSuite(name, 'Orleans', results)));
  }
  say('');
  for (const c of counts) {
    say(`${c.failed ? 'FAILED ' : 'ok     '} ${c.name.padEnd(34)} ${c.passed} passed, ${c.failed} failed, ${c.skipped} skipped${c.seconds ? `, ${c.seconds} s` : ''}${c.why ? ` (${c.why})` : ''}`);
    sum = { passed: sum.passed + c.passed, failed: sum.failed + c.failed, skipped: sum.skipped + c.skipped };
  }
} catch (fault) {
  if (!(fault instanceof Failure)) throw fault;
  say(`test: ${fault.message}`);
  sum.failed += 1;
}
say(`${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`);
process.exit(sum.failed > 0 || sum.passed === 0 ? 1 : 0);
