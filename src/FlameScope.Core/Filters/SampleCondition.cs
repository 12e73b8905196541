using FlameScope.Filters;

namespace FlameScope;

/// <summary>A question that every sample answers with yes or no; composed with <c>&amp;</c>, <c>|</c> and <c>!</c>.</summary>
/// <remarks>
/// Immutable, compared by value, and independent of any profile: names are resolved when a view is built. A name that a profile
/// does not have fits no sample; only an event is an error, as in <see cref="EventSelection"/>.
/// What a condition is made of can be read from its kind: <see cref="CommandCondition"/>, <see cref="ProcessCondition"/>,
/// <see cref="ThreadCondition"/>, <see cref="CpuCondition"/>, <see cref="TimeCondition"/>, <see cref="FrameCondition"/>,
/// <see cref="LabelCondition"/>, <see cref="EventCondition"/>, <see cref="KernelCondition"/>, <see cref="IdleCondition"/>,
/// <see cref="WaitingCondition"/>, <see cref="NotCondition"/> and <see cref="GroupCondition"/>. There are no others.
/// </remarks>
public abstract record SampleCondition
{
    private protected SampleCondition()
    {
    }

    /// <summary>The sample is idle: its format says that the CPU or the runtime had nothing to do.</summary>
    /// <remarks>It can hold only where <see cref="SampleFilter.IncludeIdle"/> is set.</remarks>
    public static SampleCondition Idle { get; } = new IdleCondition();

    /// <summary>The sample is waiting: its format says that the thread was sampled while it waited.</summary>
    /// <remarks>It can hold only where <see cref="SampleFilter.IncludeWaiting"/> is set.</remarks>
    public static SampleCondition Waiting { get; } = new WaitingCondition();

    /// <summary>The sample ran in the kernel: its leaf is a kernel frame, functions inlined into one included.</summary>
    public static SampleCondition Kernel { get; } = new KernelCondition();

    /// <summary>The sample did not run in the kernel.</summary>
    public static SampleCondition User { get; } = !Kernel;

    /// <summary>The sample is of a kind of event.</summary>
    /// <param name="name">Its name, as in <see cref="EventSelection.Named"/>.</param>
    /// <remarks>It is of use where <see cref="SampleFilter.Event"/> is <see cref="EventSelection.All"/>.</remarks>
    /// <exception cref="ArgumentException"><paramref name="name"/> is <see langword="null"/> or empty.</exception>
    public static SampleCondition Event(string name) => new EventCondition(EventSelection.Named(name));

    /// <summary>The sample's thread has this name (comm).</summary>
    /// <param name="name">The whole name.</param>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is <see langword="null"/>.</exception>
    public static SampleCondition Command(string name) => Command(TextPattern.Exactly(name));

    /// <summary>The name (comm) of the sample's thread fits.</summary>
    /// <param name="pattern">What the name is compared with.</param>
    /// <exception cref="ArgumentNullException"><paramref name="pattern"/> is <see langword="null"/>.</exception>
    public static SampleCondition Command(TextPattern pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        return new CommandCondition(pattern);
    }

    /// <summary>The sample is of a process (see <see cref="ProfiledThread.PidOrTid"/>).</summary>
    /// <param name="id">The process id; the thread id where the input names only threads; -1 where it names neither.</param>
    public static SampleCondition Process(int id) => new ProcessCondition(id);

    /// <summary>The sample is of a thread.</summary>
    /// <param name="id">The operating system's thread id; -1 where the input does not tell.</param>
    public static SampleCondition Thread(int id) => new ThreadCondition(id);

    /// <summary>The sample was taken on a CPU.</summary>
    /// <param name="cpu">The CPU's number; -1 where the input does not tell.</param>
    public static SampleCondition Cpu(int cpu) => new CpuCondition(cpu);

    /// <summary>The sample, or a part of it where it lasts, lies inside a range of time.</summary>
    /// <param name="range">Half-open range in nanoseconds of the profile's clock.</param>
    public static SampleCondition During(TimeRange range) => new TimeCondition(range);

    /// <summary>The sample has a label with this value.</summary>
    /// <param name="key">What the label is, such as <c>endpoint</c>.</param>
    /// <param name="value">What its value is compared with.</param>
    /// <exception cref="ArgumentException"><paramref name="key"/> is <see langword="null"/> or empty.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="value"/> is <see langword="null"/>.</exception>
    public static SampleCondition Label(string key, TextPattern value)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        ArgumentNullException.ThrowIfNull(value);
        return new LabelCondition(key, value);
    }

    /// <summary>A frame of the sample's stack fits.</summary>
    /// <param name="pattern">The pattern, and where in the stack to look for it.</param>
    /// <exception cref="ArgumentNullException"><paramref name="pattern"/> is <see langword="null"/>.</exception>
    public static SampleCondition Frame(FramePattern pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        return new FrameCondition(pattern);
    }

    /// <summary>All of several conditions hold.</summary>
    /// <param name="conditions">The conditions; none holds for every sample.</param>
    /// <exception cref="ArgumentNullException"><paramref name="conditions"/> or one of them is <see langword="null"/>.</exception>
    public static SampleCondition All(params IEnumerable<SampleCondition> conditions) => Combine(conditions, isAll: true);

    /// <summary>At least one of several conditions holds.</summary>
    /// <param name="conditions">The conditions; none holds for no sample.</param>
    /// <exception cref="ArgumentNullException"><paramref name="conditions"/> or one of them is <see langword="null"/>.</exception>
    public static SampleCondition Any(params IEnumerable<SampleCondition> conditions) => Combine(conditions, isAll: false);

    /// <summary>The condition does not hold.</summary>
    public SampleCondition Negate() => this is NotCondition not ? not.Inner : new NotCondition(this);

    /// <summary>Both conditions hold.</summary>
    /// <param name="left">One condition.</param>
    /// <param name="right">The other.</param>
    public static SampleCondition operator &(SampleCondition left, SampleCondition right) => All(left, right);

    /// <summary>At least one of both conditions holds.</summary>
    /// <param name="left">One condition.</param>
    /// <param name="right">The other.</param>
    public static SampleCondition operator |(SampleCondition left, SampleCondition right) => Any(left, right);

    /// <summary>The condition does not hold.</summary>
    /// <param name="condition">The condition.</param>
    /// <exception cref="ArgumentNullException"><paramref name="condition"/> is <see langword="null"/>.</exception>
    public static SampleCondition operator !(SampleCondition condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return condition.Negate();
    }

    /// <summary>The condition in words, such as <c>command =java &amp; !(frame /gc/)</c>.</summary>
    public sealed override string ToString() => Describe();

    /// <summary>Resolves names and patterns against a profile, once for all of its samples.</summary>
    /// <exception cref="ArgumentException">An event is named that the profile does not have.</exception>
    /// <exception cref="InvalidOperationException">A range of time is named and the profile has no clock.</exception>
    internal abstract SamplePredicate ResolveIn(Profile profile, CancellationToken cancellation);

    private protected abstract string Describe();

    // Chains of one operator stay flat, however long: depth costs stack.
    private static SampleCondition Combine(IEnumerable<SampleCondition> conditions, bool isAll)
    {
        ArgumentNullException.ThrowIfNull(conditions);
        List<SampleCondition> parts = [];
        foreach (SampleCondition condition in conditions)
        {
            ArgumentNullException.ThrowIfNull(condition, nameof(conditions));
            if (condition is GroupCondition group && group.IsAll == isAll)
            {
                parts.AddRange(group.Parts);
            }
            else
            {
                parts.Add(condition);
            }
        }

        return parts.Count == 1 ? parts[0] : new GroupCondition(parts.AsReadOnly(), isAll);
    }
}
