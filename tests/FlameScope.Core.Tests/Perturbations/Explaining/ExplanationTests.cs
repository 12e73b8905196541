using System.Text;
using FlameScope.Formats;
using static FlameScope.Core.Tests.Perturbations.Recordings;

namespace FlameScope.Core.Tests.Perturbations.Explaining;

/// <summary>In which order functions explain a finding that all of them explain equally well.</summary>
public sealed class ExplanationTests
{
    [Fact]
    public void What_is_done_comes_first_then_managed_code_then_the_runtime_around_it_from_where_it_branches_off()
    {
        SampleStore store = new Recordings(5).WithBackground(30).Build(builder =>
        {
            ThreadId thread = builder.AddThread("managed"u8, 1, 9);
            EventKindId kind = builder.AddEventKind("cycles"u8);
            StackId stack = StackId.Empty;
            foreach ((string name, FrameKind of) in ((string, FrameKind)[])[
                ("host_start", FrameKind.User), ("host_call", FrameKind.User), ("Orders.Price", FrameKind.Jit), ("copy_memory", FrameKind.User)])
            {
                stack = builder.AddStack(stack, builder.AddFrame(Encoding.UTF8.GetBytes(name), "app"u8, of));
            }

            for (long time = 12 * Second; time < 12.5 * Second; time += 5 * Millisecond)
            {
                builder.AddSample(new SampleRecord(time, stack, thread, kind));
            }
        });

        Assert.Equal(
            ["copy_memory", "Orders.Price", "host_start", "host_call"], Assert.Single(PerturbationFinder.Find(store)).Culprits.Select(culprit => culprit.Name));
    }
}
