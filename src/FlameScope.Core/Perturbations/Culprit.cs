using FlameScope.Samples;

namespace FlameScope;

/// <summary>A frame that accounts for a part of a perturbation.</summary>
/// <param name="Frame">The frame's row of the store.</param>
/// <param name="Name">Its symbol.</param>
/// <param name="Module">The file that its code came from; empty where unknown.</param>
/// <param name="BaselineShare">Share of the baseline's samples that hold the frame, 0 to 1.</param>
/// <param name="Share">Share of the perturbation's samples that hold the frame, 0 to 1.</param>
/// <param name="ShareOfChange">The part of the change that these samples make up, 0 to 1; frames above and below each other overlap.</param>
/// <param name="ExcessSamples">Samples too many; negative where too few.</param>
public sealed record Culprit(
    FrameId Frame, string Name, string Module, double BaselineShare, double Share, double ShareOfChange, double ExcessSamples)
{
    /// <summary>The symbol as the recording has it, where <see cref="Name"/> was tidied for people; empty otherwise.</summary>
    public string RawName { get; init; } = "";

    /// <summary>The name for people: a function without a name goes by the file it is in.</summary>
    public string DisplayName => Name == UnknownName.Text && Module.Length > 0 ? $"{UnknownName.Text} in {Path.GetFileName(Module)}" : Name;
}
