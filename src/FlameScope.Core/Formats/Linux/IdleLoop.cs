using FlameScope.Columns;

namespace FlameScope.Formats.Linux;

/// <summary>Tells the idle task's waiting from its work.</summary>
/// <param name="builder">The samples, of which some may have been handed over: those are marked.</param>
internal sealed class IdleLoop(SampleStoreBuilder builder)
{
    private Column<bool> _idleThreads = new();
    private Column<IdleFunction> _functions = new();
    private Column<State> _states = new();
    private Column<bool> _idleStacks = new();

    /// <summary>Marks the samples of the idle task whose leaf is its idle loop.</summary>
    public static void Mark(SampleStoreBuilder builder) => new IdleLoop(builder).Mark();

    /// <summary>Marks those of the builder's samples; what is known of threads and stacks by now is not worked out again.</summary>
    public void Mark()
    {
        FindThreads();
        if (!_idleThreads.Values.Contains(true))
        {
            return;
        }

        FindStacks();
        ReadOnlySpan<ThreadId> threads = builder.SampleThreads;
        ReadOnlySpan<StackId> stacks = builder.SampleStacks;
        for (int sample = 0; sample < threads.Length; sample++)
        {
            if (_idleThreads[threads[sample].Value] && _idleStacks[stacks[sample].Value])
            {
                builder.MarkIdle(sample);
            }
        }
    }

    // By thread: whether it is the idle task (pid 0, or named swapper or swapper/N).
    private void FindThreads()
    {
        for (int row = _idleThreads.Count; row < builder.Threads.Length; row++)
        {
            ProfiledThread thread = builder.Threads[row];
            ReadOnlySpan<byte> command = builder.StringOf(thread.Command);
            _idleThreads.Add(thread.PidOrTid == 0 || command.SequenceEqual("swapper"u8) || command.StartsWith("swapper/"u8));
        }
    }

    /// <summary>
    /// By stack: whether it waits for the next interrupt. It does where the idle loop was left for nothing but that: what stands above
    /// an entry to a sleeping state, such as a driver's or the firmware's, is waiting, too, until an interrupt or the scheduler
    /// comes. The halt itself calls nothing: whatever stands above it came as an interrupt.
    /// </summary>
    private void FindStacks()
    {
        int known = _functions.Count;
        Span<IdleFunction> functions = _functions.Extend(builder.Frames.Length - known);
        for (int i = 0; i < functions.Length; i++)
        {
            functions[i] = IdleFunctions.KindOf(builder.StringOf(builder.Frames[known + i].Symbol));
        }

        known = _states.Count;
        _states.AddZeros(builder.StackCount - known);
        _idleStacks.AddZeros(builder.StackCount - known);
        functions = _functions.Values;
        Span<State> states = _states.Values;
        Span<bool> idle = _idleStacks.Values;
        for (int node = Math.Max(1, known); node < idle.Length; node++)
        {
            (StackId parent, FrameId leaf) = builder.NodeOf(new StackId(node));
            State caller = states[parent.Value];
            IdleFunction function = functions[leaf.Value];

            // Nearly every stack: only below an idle loop, and at a root, does it matter which other function it is.
            if (function == IdleFunction.Other && (caller == State.AtWork || (caller == State.Elsewhere && parent.Value != 0)))
            {
                states[node] = caller;
                continue;
            }

            Frame frame = builder.FrameOf(leaf);
            states[node] = After(caller, function, builder.StringOf(frame.Symbol), frame.Kind == FrameKind.Inlined);
            idle[node] = states[node] is State.InLoop or State.Asleep or State.Halted;
        }
    }

    private static State After(State caller, IdleFunction function, ReadOnlySpan<byte> symbol, bool isInlined) => function switch
    {
        IdleFunction.Halt => State.Halted,
        IdleFunction.Sleep => State.Asleep,
        IdleFunction.Loop => caller == State.Asleep ? State.Asleep : State.InLoop,
        _ when IdleFunctions.IsInstruction(symbol) => State.Asleep,
        _ when caller == State.Elsewhere => State.Elsewhere,
        _ when IdleFunctions.IsWork(symbol) => State.AtWork,
        _ when caller == State.Asleep || isInlined => caller,
        _ => caller == State.Halted ? State.AtWork : State.Elsewhere,
    };

    private enum State : byte
    {
        /// <summary>No idle loop so far, or something that it calls before and after it sleeps.</summary>
        Elsewhere = 0,

        /// <summary>In the loop itself.</summary>
        InLoop,

        /// <summary>In a sleeping state of the CPU, on the way into it or out of it.</summary>
        Asleep,

        /// <summary>In what waits for the next interrupt.</summary>
        Halted,

        /// <summary>In an interrupt or in the scheduler.</summary>
        AtWork,
    }
}
