// Parts of the system that some suites need: installed where that can be done, else those suites skip and say why.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { environment } from './prerequisites.mjs';

const parts = [
  { package: 'chromium', present: () => ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].some((path) => existsSync(path)) },
  { package: 'postgresql', present: () => existsSync('/usr/lib/postgresql') && readdirSync('/usr/lib/postgresql').some((v) => existsSync(`/usr/lib/postgresql/${v}/bin/initdb`)) },
];

export function ensureSystemParts(say) {
  const missing = parts.filter((part) => !part.present()).map((part) => part.package);
  if (missing.length === 0) return;
  const debianRoot = process.platform === 'linux' && process.getuid() === 0 && existsSync('/usr/bin/apt-get');
  if (!debianRoot) {
    say(`Not installed: ${missing.join(', ')} (needs root on Debian); the tests that need them will be skipped.`);
    return;
  }
  say(`Installing ${missing.join(', ')} with apt-get …`);
  const options = { env: { ...environment, DEBIAN_FRONTEND: 'noninteractive' }, stdio: ['ignore', 'ignore', 2] };
  spawnSync('apt-get', ['update', '-qq'], options);
  // postgresql-common would start a server of its own on installation; ours are private to a test run.
  for (const name of missing) {
    const result = spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', '-o', 'Dpkg::Use-Pty=0', name], {
      ...options,
      env: { ...options.env, RUNLEVEL: '1' },
    });
    if (result.status !== 0) say(`apt-get could not install ${name}; the tests that need it will be skipped.`);
  }
}
