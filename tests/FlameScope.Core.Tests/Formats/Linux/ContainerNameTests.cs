using FlameScope.Formats.Linux;

namespace FlameScope.Core.Tests.Formats.Linux;

public sealed class ContainerNameTests
{
    private const string Id = "4fa6e0f0c6786287e131c3852c58a2e01cc697a68231826813597e4994f1d6e2";

    [Theory]
    [InlineData("/", null, null)]
    [InlineData("/system.slice/nginx.service", null, null)]
    [InlineData("/user.slice/user-1000.slice/session-3.scope", null, null)]
    [InlineData("/docker/" + Id, null, "4fa6e0f0c678")]
    [InlineData("/system.slice/docker-" + Id + ".scope", null, "4fa6e0f0c678")]
    [InlineData("/system.slice/docker-" + Id + ".scope/init", null, "4fa6e0f0c678")]
    [InlineData("/machine.slice/libpod-" + Id + ".scope/container", null, "4fa6e0f0c678")]
    [InlineData(
        "/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-podd7b4c5f0_1f5e_4d2b_8f0a_0c1f2e3d4a5b.slice/cri-containerd-" + Id + ".scope",
        "d7b4c5f0-1f5e-4d2b-8f0a-0c1f2e3d4a5b",
        "4fa6e0f0c678")]
    [InlineData("/kubepods/besteffort/podd7b4c5f0-1f5e-4d2b-8f0a-0c1f2e3d4a5b/" + Id, "d7b4c5f0-1f5e-4d2b-8f0a-0c1f2e3d4a5b", "4fa6e0f0c678")]
    [InlineData("/kubepods.slice/kubepods-pod1f5e4d2b8f0a0c1f2e3d4a5b6c7d8e9f.slice/crio-" + Id + ".scope", "1f5e4d2b8f0a0c1f2e3d4a5b6c7d8e9f", "4fa6e0f0c678")]
    [InlineData("/ecs/task/4fa6e0f0c6786287e131c3852c58a2e0-1234567890", null, "4fa6e0f0c678")]
    [InlineData("/lxc/web", null, "web")]
    [InlineData("/lxc.payload.web/system.slice/cron.service", null, "web")]
    [InlineData(@"/machine.slice/machine-web\x2d1.scope", null, "web-1")]
    [InlineData("/docker/" + Id + "/docker/aaaaaaaaaaaabbbbbbbbbbbbccccccccccccdddddddddddd0123456789abcdef", null, "aaaaaaaaaaaa")]
    [InlineData("/system.slice/podman.service", null, null)]
    [InlineData("/podcasts/feed", null, null)]
    public void Pods_and_containers_are_named_as_their_tools_show_them(string path, string? pod, string? container)
    {
        Assert.Equal(pod, ContainerNames.PodOf(path));
        Assert.Equal(container, ContainerNames.ContainerOf(path));
    }
}
