using System.Collections.Immutable;
using System.Globalization;
using FlameScope.Tool.Cli;

namespace FlameScope.Tool.Rendering;

/// <summary>Findings for people: a sentence each, and what it rests on.</summary>
internal static class FindingsText
{
    private const int MaxCulprits = 3;

    public static void Write(ImmutableArray<Perturbation> findings, NextStep? step, TextWriter text)
    {
        if (findings.IsEmpty)
        {
            text.WriteLine("Nothing in this recording stands out from its surroundings.");
            return;
        }

        foreach ((int index, Perturbation finding) in findings.Index())
        {
            text.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{index + 1}. {finding.KindName}  {PlainText.Of(finding.Summary)}"));
            foreach (Culprit culprit in finding.Culprits.Take(MaxCulprits))
            {
                text.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"      {100 * culprit.BaselineShare,5:F1} % → {100 * culprit.Share,5:F1} %  {PlainText.Of(culprit.DisplayName)}"));
            }
        }

        if (step is NextStep next)
        {
            text.WriteLine();
            text.WriteLine($"{next.Question}:");
            text.WriteLine($"  {next.CommandLine}");
        }
    }
}
