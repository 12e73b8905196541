using FlameScope.AspNetCore.Catalog;

namespace FlameScope.AspNetCore.Api;

/// <summary>A file of the catalogue with the format that would read it.</summary>
internal sealed record ListedProfile(ProfileEntry Entry, string? Format);
