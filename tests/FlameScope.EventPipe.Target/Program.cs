using System.Diagnostics;
using System.Globalization;
using FlameScope.EventPipe.Target;

// Works for some seconds, collects garbage now and then, and ends with an exit code.
double seconds = double.Parse(args[0], CultureInfo.InvariantCulture);
Stopwatch watch = Stopwatch.StartNew();
Console.WriteLine("ready");
while (watch.Elapsed.TotalSeconds < seconds)
{
    Work.Spin();
    GC.Collect();
}

return int.Parse(args[1], CultureInfo.InvariantCulture);
