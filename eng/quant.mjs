// Builds the command line when its sources changed, then hands over to it.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chooseEngine, programOf, sentence } from './grain-engine.mjs';
import { Failure, ensureNodePackages, environment, requireDotnet, requireNode, root } from './prerequisites.mjs';

// What a build makes among the sources.
const made = ['bin', 'obj', 'node_modules', 'wwwroot', 'schema.d.ts'];
const say = (text) => process.stderr.write(`${text}\n`);

function sourcesHash(engine) {
  const hash = createHash('sha256').update(engine);
  const visit = (folder) => {
    for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (made.includes(entry.name)) continue;
      const path = join(folder, entry.name);
      if (entry.isDirectory()) visit(path);
      else if (!entry.name.endsWith('.md')) {
        const { size, mtimeMs } = statSync(path);
        hash.update(`${path}|${size}|${mtimeMs}\n`);
      }
    }
  };
  visit(join(root, 'src'));
  visit(join(root, 'eng'));
  for (const file of ['Directory.Build.props', 'Directory.Packages.props', 'global.json', 'package-lock.json']) {
    const path = join(root, file);
    if (existsSync(path)) hash.update(`${file}|${statSync(path).mtimeMs}\n`);
  }
  return hash.digest('hex');
}

/** Builds the command line and tells each project as it is done; what else the build says is passed on if it fails. */
function build(engine) {
  return new Promise((resolve, reject) => {
    const child = spawn('dotnet', ['build', 'src/Client.Cli', '-c', 'Release', '--nologo', '-v', 'm', '-tl:off', `-p:GrainEngine=${engine}`], {
      cwd: root,
      env: environment,
      stdio: ['ignore', 'pipe', 2],
    });
    const projects = readdirSync(join(root, 'src')).length - (engine === 'Embedded' ? 0 : 1);
    const said = [];
    let done = 0;
    createInterface({ input: child.stdout }).on('line', (line) => {
      said.push(line);
      const built = /^\s*(\S+) -> /.exec(line);
      if (built) say(`  ${++done} of ${projects}  ${built[1]}`);
    });
    child.on('error', (fault) => reject(new Failure(`dotnet could not be started: ${fault.message}`)));
    child.on('close', (code) => {
      if (code === 0) return resolve();
      said.forEach(say);
      reject(new Failure('The build failed; its messages are above.'));
    });
  });
}

/** The program, built for the engine that runs here. */
async function ensureBuilt() {
  const choice = chooseEngine();
  const { engine } = choice;
  const program = programOf('src/Client.Cli', 'quant', engine);
  const stamp = join(root, 'artifacts', `quant.${engine.toLowerCase()}.stamp`);
  const sources = sourcesHash(engine);
  if (existsSync(program) && existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) return program;
  ensureNodePackages(say);
  requireDotnet();
  const started = Date.now();
  say(existsSync(program) ? 'Sources changed: building …' : 'First run: building Quant.Orleans, a minute or two …');
  say(sentence(choice));
  await build(engine);
  mkdirSync(join(root, 'artifacts'), { recursive: true });
  writeFileSync(stamp, sources);
  say(`Built in ${((Date.now() - started) / 1000).toFixed(0)} s.`);
  return program;
}

let program;
try {
  requireNode();
  program = await ensureBuilt();
} catch (fault) {
  if (!(fault instanceof Failure)) throw fault;
  say(`quant: ${fault.message}`);
  process.exit(1);
}

const child = spawn('dotnet', [program, ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: environment,
});
// The terminal sends Ctrl+C to both; the command line ends in its own time and decides the exit code.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => child.kill('SIGTERM'));
process.on('SIGHUP', () => child.kill('SIGHUP'));
child.on('error', (fault) => {
  say(`quant: dotnet could not be started: ${fault.message}`);
  process.exit(1);
});
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
