using FlameScope.AspNetCore.Catalog;

namespace FlameScope.AspNetCore.Cache;

/// <summary>A profile in memory. Immutable: whoever holds it may go on using it after it has left the cache.</summary>
/// <param name="Entry">The file, in the state in which it was read.</param>
/// <param name="Store">The samples.</param>
/// <param name="Bytes">Memory that the store takes, about.</param>
internal sealed record LoadedProfile(ProfileEntry Entry, SampleStore Store, long Bytes);
