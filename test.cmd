@echo off
where node >nul 2>nul || (echo test needs Node 20 or newer ^(https://nodejs.org^) on the PATH. 1>&2 & exit /b 1)
node "%~dp0eng\test.mjs" %*
exit /b %ERRORLEVEL%
