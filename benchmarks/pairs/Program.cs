using FlameScope.Benchmarks.Pairs;

// What compare.sh --against runs:
// pairs plan [OPTIONS]           checks the options; says "commands" where the command must be built as well
// pairs compare OLD NEW [OPTIONS]
const int Slower = 1;
const int Failed = 2;

try
{
    switch (args)
    {
        case ["plan", .. string[] rest]:
            Console.WriteLine(Commands.All.Keys.Any(Options.Parse(rest).Selects) ? "commands" : "");
            return 0;
        case ["compare", string old, string @new, .. string[] rest]:
            Options options = Options.Parse(rest);
            Run run = new(new Commit(old), new Commit(@new), options, Console.Error);
            if (run.Cases.Count + run.CommandCases.Count == 0)
            {
                throw new FormatException($"--cases {string.Join(',', options.Cases)}: no such case. There are {string.Join(", ", run.AllCases)}.");
            }

            bool isTooSlow = Report.Write(run.Measure(Inputs.Of(options.Files)), options.Threshold, Console.Out);
            if (run.Unpaired.Count > 0)
            {
                Console.WriteLine($"\nOnly in one of the two, and not compared: {string.Join(", ", run.Unpaired)}.");
            }

            return isTooSlow ? Slower : 0;
        default:
            Console.Error.WriteLine("Run benchmarks/compare.sh --against COMMIT [OPTIONS].");
            return Failed;
    }
}
catch (Exception exception) when (exception is FormatException or InvalidOperationException)
{
    Console.Error.WriteLine(exception.Message);
    return Failed;
}
