using System.Runtime.CompilerServices;

namespace FlameScope.Perturbations.Features;

/// <summary>The function of each node of a store's stacks, counted once a stack however often it calls itself.</summary>
internal sealed class StackFunctions
{
    private readonly int[] _functions;
    private readonly int[] _depths;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public StackFunctions(SampleStore store, Functions functions)
    {
        Functions = functions;
        ReadOnlySpan<StackId> parents = store.StackTrie.Parents;
        ReadOnlySpan<FrameId> frames = store.StackTrie.Frames;
        ReadOnlySpan<int> ofFrames = functions.OfFrames;
        _functions = GC.AllocateUninitializedArray<int>(parents.Length);
        _depths = GC.AllocateUninitializedArray<int>(parents.Length);
        UInt128[] above = GC.AllocateUninitializedArray<UInt128>(parents.Length);
        (_functions[0], _depths[0], above[0]) = (-1, 0, 0);
        for (int node = 1; node < _functions.Length; node++)
        {
            int parent = parents[node].Value;
            int function = ofFrames[frames[node].Value];

            // One bit of 128 tells most functions from all above them; where it is taken, the stack is looked through.
            UInt128 bit = UInt128.One << (int)((uint)(function * 0x9E3779B1) >> 25);
            bool isRepeated = (above[parent] & bit) != 0 && Holds(parents, frames, ofFrames, parent, function);
            above[node] = above[parent] | bit;
            _functions[node] = isRepeated ? -1 : function;
            _depths[node] = _depths[parent] + 1;
        }
    }

    public Functions Functions { get; }

    /// <summary>Number of frames in a stack.</summary>
    public ReadOnlySpan<int> Depths => _depths;

    /// <summary>A stack's leaf function; -1 where it stands further up as well.</summary>
    public int FunctionOf(int stack) => _functions[stack];

    private static bool Holds(
        ReadOnlySpan<StackId> parents, ReadOnlySpan<FrameId> frames, ReadOnlySpan<int> functions, int stack, int function)
    {
        for (; stack != 0; stack = parents[stack].Value)
        {
            if (functions[frames[stack].Value] == function)
            {
                return true;
            }
        }

        return false;
    }
}
