// Which grain engine builds and runs here: Microsoft Orleans where its packages restore, else the embedded one. Asked of
// NuGet once; the answer is kept in GrainEngine.local.props, which Directory.Build.props imports.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure, environment, requireDotnet, root } from './prerequisites.mjs';

const kept = join(root, 'GrainEngine.local.props');
const patience = 60_000;
const names = { orleans: 'Orleans', embedded: 'Embedded' };
const titles = { Orleans: 'Microsoft Orleans', Embedded: 'Orleans.Embedded' };

/** The engine, and in a few words why it is that one. */
export function chooseEngine() {
  const wish = process.env.QUANT_ENGINE;
  if (wish) {
    const engine = names[wish.toLowerCase()];
    if (!engine) throw new Failure(`QUANT_ENGINE is '${wish}'; it may be orleans or embedded.`);
    return { engine, why: 'QUANT_ENGINE says so', known: true };
  }
  const found = existsSync(kept) && /<GrainEngine>(Orleans|Embedded)<\/GrainEngine>/.exec(readFileSync(kept, 'utf8'));
  if (found) {
    const restored = found[1] === 'Orleans' ? 'its packages restored here' : "Microsoft Orleans' packages did not restore here";
    return { engine: found[1], why: `${restored}; delete GrainEngine.local.props to try again`, known: true };
  }
  const fault = whyOrleansCannot();
  const engine = fault ? 'Embedded' : 'Orleans';
  const why = fault ? `Microsoft Orleans' packages do not restore here: ${fault}` : 'its packages restore here';
  keep(engine, why);
  return { engine, why, known: false };
}

export const sentence = ({ engine, why }) => `Grain engine: ${titles[engine]} (${why}).`;

/** Where the build of a project with grains puts its program. */
export function programOf(folder, name, engine) {
  const output = engine === 'Embedded' ? ['bin'] : ['bin', engine.toLowerCase()];
  return join(root, folder, ...output, 'Release', 'net10.0', `${name}.dll`);
}

/** Why the packages of Microsoft Orleans cannot be had, or null when they restore. */
export function whyOrleansCannot() {
  requireDotnet();
  const tried = spawnSync('dotnet', ['restore', 'eng/orleans/OrleansPackages.csproj', '-v', 'q', '--nologo', '-p:GrainEngine=Orleans'], {
    cwd: root,
    encoding: 'utf8',
    env: environment,
    timeout: patience,
  });
  if (tried.error?.code === 'ETIMEDOUT') return `no answer within ${patience / 1000} s`;
  if (tried.error) return tried.error.message;
  if (tried.status === 0) return null;
  const said = /error (NU\d+: .*?)\s*(\[|$)/m.exec(`${tried.stdout}\n${tried.stderr}`);
  return said ? said[1] : `dotnet restore ended with ${tried.status}`;
}

function keep(engine, why) {
  const comment = why.replaceAll('--', '- -');
  writeFileSync(
    kept,
    `<Project>\n  <!-- Written by ./quant or ./test: ${comment}. Delete this file to try again. -->\n` +
      `  <PropertyGroup>\n    <GrainEngine>${engine}</GrainEngine>\n  </PropertyGroup>\n</Project>\n`,
  );
}
