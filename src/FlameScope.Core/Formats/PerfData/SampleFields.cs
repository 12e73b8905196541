namespace FlameScope.Formats.PerfData;

/// <summary>The fields that an event's samples have: <c>perf_event_attr.sample_type</c>.</summary>
[Flags]
internal enum SampleFields : ulong
{
    Ip = 1 << 0,
    Tid = 1 << 1,
    Time = 1 << 2,
    Address = 1 << 3,
    Read = 1 << 4,
    CallChain = 1 << 5,
    Id = 1 << 6,
    Cpu = 1 << 7,
    Period = 1 << 8,
    StreamId = 1 << 9,
    Raw = 1 << 10,
    BranchStack = 1 << 11,
    UserRegisters = 1 << 12,
    UserStack = 1 << 13,
    Weight = 1 << 14,
    DataSource = 1 << 15,
    Identifier = 1 << 16,
    Transaction = 1 << 17,
    InterruptRegisters = 1 << 18,
    PhysicalAddress = 1 << 19,
    Aux = 1 << 20,
    Cgroup = 1 << 21,
    DataPageSize = 1 << 22,
    CodePageSize = 1 << 23,
    WeightStruct = 1 << 24,
}
