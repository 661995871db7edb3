@echo off
rem run demo ^| test ^| check ^| bench NAME ^| kiosk ...   The same words as ./run, for Windows.
setlocal
cd /d "%~dp0"
if not exist .venv\Scripts\python.exe py -3.12 -m venv .venv || exit /b 1
if not exist .venv\installed (
    .venv\Scripts\python -m pip install --quiet --require-hashes -r requirements.lock || exit /b 1
    .venv\Scripts\python -m pip install --quiet --no-deps --no-build-isolation -e . || exit /b 1
    echo done> .venv\installed
)
set VERB=%1
shift
set REST=
:more
if "%~1"=="" goto go
set REST=%REST% %1
shift
goto more
:go
if "%VERB%"=="demo" .venv\Scripts\kiosk demo %REST%
if "%VERB%"=="kiosk" .venv\Scripts\kiosk %REST%
if "%VERB%"=="bench" .venv\Scripts\python -m tests.bench %REST%
if "%VERB%"=="test" .venv\Scripts\python -m pytest %REST%
if "%VERB%"=="check" .venv\Scripts\ruff check . && .venv\Scripts\mypy && .venv\Scripts\python -m pytest tests\test_rooms.py -q
exit /b %ERRORLEVEL%
