using System.Text.RegularExpressions;

namespace FlameScope.Needle;

/// <summary>A perturbation that is known to be in a recording.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Windows">When it happened.</param>
/// <param name="Samples">Samples of its culprit in each window.</param>
/// <param name="Culprit">Fits the culprit's name or module; <see langword="null"/> where no frame stands for it.</param>
/// <param name="Period">Nanoseconds from one to the next; <see langword="null"/> where it happens once or keeps no time.</param>
/// <param name="IsStep">Whether only the start is known: a phase that begins.</param>
/// <param name="Delay">Nanoseconds from a step to the first sample that shows it: nothing in the recording tells it more exactly.</param>
internal sealed record Truth(
    string Name, TimeRange[] Windows, int[] Samples, Regex? Culprit, double? Period = null, bool IsStep = false, long Delay = 0);
