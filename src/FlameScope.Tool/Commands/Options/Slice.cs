using FlameScope.Tool.Cli;
using FlameScope.Tool.Rendering;

namespace FlameScope.Tool.Commands;

/// <summary>A slice of time as the command line names it.</summary>
/// <param name="From">Its start; <see langword="null"/> for the heat map's origin.</param>
/// <param name="To">Its end; <see langword="null"/> for the end of the recording.</param>
internal readonly record struct Slice(ProfileTime? From, ProfileTime? To)
{
    public bool IsWhole => From is null && To is null;

    /// <summary>The slice on the recording's clock; <see langword="null"/> for the whole recording.</summary>
    /// <exception cref="ArgumentException">The slice ends before it starts, or lies outside the recording.</exception>
    /// <exception cref="InvalidOperationException">A slice was asked for, and the recording has no clock, or not the one that it names.</exception>
    public TimeRange? RangeIn(SampleStore store) => store.RangeOf(From, To);

    /// <summary>The slice in words.</summary>
    public override string ToString() => IsWhole ? "whole recording" : $"from {Name(From ?? default(ProfileTime))} to {(To is ProfileTime to ? Name(to) : "the end")}";

    private static string Name(ProfileTime time) => time.Kind == ProfileTimeKind.AfterOrigin ? $"{time} s" : time.ToString();
}
