#!/usr/bin/env bash
# What action.yml runs. Inputs come as variables, so that none of them is read as a part of a command.
# FALCO_LINT names a program to use in place of the published package.
set -euo pipefail

arguments=("${INPUT_COMMAND:-check}")
if [[ -n ${INPUT_TARGET:-} ]]; then arguments+=(--target "$INPUT_TARGET"); fi
case ${INPUT_COMMAND:-check} in
check)
  if [[ -n ${INPUT_SARIF:-} ]]; then arguments+=(--format sarif); else arguments+=(--format github); fi
  ;;
test) arguments+=(--format github) ;;
format) arguments+=(--check) ;;
esac
while IFS= read -r line; do
  if [[ -n $line ]]; then arguments+=("$line"); fi
done <<<"${INPUT_ARGS:-}"
arguments+=(--)
while IFS= read -r line; do
  if [[ -n $line ]]; then arguments+=("$line"); fi
done <<<"${INPUT_PATHS:-.}"

if [[ -n ${FALCO_LINT:-} ]]; then program=("$FALCO_LINT"); else program=(npx --yes "falco-lint@${INPUT_VERSION:-latest}"); fi
code=0
if [[ ${INPUT_COMMAND:-check} == check && -n ${INPUT_SARIF:-} ]]; then
  "${program[@]}" "${arguments[@]}" >"$INPUT_SARIF" || code=$?
else
  "${program[@]}" "${arguments[@]}" || code=$?
fi
if [[ -n ${GITHUB_OUTPUT:-} ]]; then echo "exit-code=$code" >>"$GITHUB_OUTPUT"; fi
exit "$code"
