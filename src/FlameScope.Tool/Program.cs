using FlameScope.Tool.Commands;

return await CommandLine.RunAsync(args).ConfigureAwait(false);
