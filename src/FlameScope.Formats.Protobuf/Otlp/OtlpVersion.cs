using FlameScope.Formats.Protobuf.Wire;

namespace FlameScope.Formats.Protobuf.Otlp;

/// <summary>Tells which older form profiles without a dictionary have.</summary>
internal static class OtlpVersion
{
    /// <exception cref="ProfileFormatException">The profiles are of the experimental form.</exception>
    public static void ThrowIfOlder(WireReader reader)
    {
        bool isExperimental = false;
        MessageFields.Walk(reader, (tag, end) => Into(reader, tag, end, 0, ref isExperimental));
        if (isExperimental)
        {
            throw OtlpOlderForm.V1Experimental();
        }
    }

    // resource_profiles, scope_profiles, profiles: the fields 1, 2 and 2.
    private static void Into(WireReader reader, uint tag, int end, int level, ref bool isExperimental)
    {
        const int ProfileLevel = 3;
        isExperimental |= level == ProfileLevel && tag == OtlpField.FormerStartTime;
        uint wanted = level == 0 ? OtlpField.ResourceProfiles : level == 1 ? OtlpField.ScopeProfiles : OtlpField.Profile;
        if (level == ProfileLevel || tag != wanted)
        {
            reader.Skip(tag);
            return;
        }

        int messageEnd = reader.Enter(end);
        while (reader.ReadTag(messageEnd) is var inner and not 0)
        {
            Into(reader, inner, messageEnd, level + 1, ref isExperimental);
        }
    }
}
