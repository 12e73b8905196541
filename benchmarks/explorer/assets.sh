#!/usr/bin/env bash
# Tells how many bytes the explorer's assets would have if they were minified, which they are not: modules bundled and minified by
# esbuild, styles by esbuild, markup by html-minifier-terser. The icon, an SVG, is not counted.
#   npm install --prefix artifacts/explorer esbuild html-minifier-terser
#   benchmarks/explorer/assets.sh artifacts/explorer
set -euo pipefail
tools=$(realpath "${1:-artifacts/explorer}")/node_modules/.bin
assets=$(realpath "$(dirname "$0")/../../src/FlameScope.AspNetCore/Explorer/Assets")

modules=$("$tools/esbuild" --bundle --minify --format=esm "$assets/main.js" | wc -c)
styles=$(cat "$assets/theme.css" "$assets/layout.css" | "$tools/esbuild" --minify --loader=css | wc -c)
markup=$("$tools/html-minifier-terser" --collapse-whitespace --remove-comments --remove-optional-tags --remove-attribute-quotes \
    --collapse-boolean-attributes "$assets/index.html" | wc -c)
printf 'modules %d\nstyles %d\nmarkup %d\nall %d\n' "$modules" "$styles" "$markup" $((modules + styles + markup))
