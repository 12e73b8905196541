using FlameScope.Samples;

namespace FlameScope.Formats.PerfData;

/// <summary>Counts the samples in which a module has frames without names, each sample once a module.</summary>
internal static class UnnamedCounts
{
    /// <param name="builder">The samples and their stacks.</param>
    /// <param name="modules">By frame: the module that has no name for it.</param>
    public static void Count(SampleStoreBuilder builder, IReadOnlyDictionary<FrameId, MappedModule> modules)
    {
        if (modules.Count == 0)
        {
            return;
        }

        int[] samples = new int[builder.StackCount];
        foreach (StackId stack in builder.SampleStacks)
        {
            samples[stack.Value]++;
        }

        MappedModule?[] modulesOf = new MappedModule?[builder.Frames.Length];
        foreach ((FrameId frame, MappedModule module) in modules)
        {
            modulesOf[frame.Value] = module;
        }

        // Parents come first: the modules of a stack are those of its parent and one more at most.
        List<MappedModule[]> sets = [[]];
        Dictionary<(int Set, int Module), int> larger = [];
        int[] setOf = new int[samples.Length];
        for (int node = 1; node < samples.Length; node++)
        {
            (StackId parent, FrameId frame) = builder.NodeOf(new StackId(node));
            int set = setOf[parent.Value];
            if (modulesOf[frame.Value] is { } module && !sets[set].Contains(module))
            {
                if (!larger.TryGetValue((set, module.Row), out int own))
                {
                    larger.Add((set, module.Row), own = sets.Count);
                    sets.Add([.. sets[set], module]);
                }

                set = own;
            }

            setOf[node] = set;
            foreach (MappedModule unnamed in sets[set])
            {
                unnamed.Symbols!.UnnamedSamples += samples[node];
            }
        }
    }
}
