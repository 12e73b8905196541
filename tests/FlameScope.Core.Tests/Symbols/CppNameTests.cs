using static FlameScope.Core.Tests.Symbols.Demangling;

namespace FlameScope.Core.Tests.Symbols;

public sealed class CppNameTests
{
    [Theory]
    [InlineData("_Z3getIiEPFvcET_", "get<int>")]
    [InlineData("_ZN3foocvPKT_IiEEv", "foo::operator int const*<int>")]
    [InlineData("_ZlsRSoRK3foo", "operator<<")]
    [InlineData("_ZltI1AEbv", "operator< <A>")]
    [InlineData("_ZNK3fooclEv", "foo::operator()")]
    public void Parameters_return_types_and_qualifiers_are_left_out(string name, string shown) => Assert.Equal(shown, Shown(name));

    [Theory]
    [InlineData("_ZZN1A1fEvENKUliE0_clEi", "A::f()::{lambda(int)#2}::operator()")]
    [InlineData("_ZZ3fooIiEvT_E1x", "foo<int>(int)::x")]
    [InlineData("_ZThn16_N3foo3barIiEEvT_", "non-virtual thunk to void foo::bar<int>(int)")]
    public void What_tells_a_local_name_or_a_thunk_keeps_its_parameters(string name, string shown) => Assert.Equal(shown, Shown(name));

    [Theory]
    [InlineData("_ZN3foo3barEv.part.0")]
    [InlineData("_ZN3foo3barEv.isra.0.cold")]
    [InlineData("_ZN3foo3barEv.constprop.0")]
    [InlineData("_ZN3foo3barEv.llvm.1234")]
    [InlineData("_ZN3foo3barEv@@GLIBCXX_3.4")]
    [InlineData("_ZN3foo3barEv [clone .cold]")]
    public void Clones_and_versions_are_the_function_itself(string name) => Assert.Equal("foo::bar", Shown(name));

    [Fact]
    public void Calls_by_way_of_the_linkage_table_are_told() => Assert.Equal("foo::bar@plt", Shown("_ZN3foo3barEv@plt"));

    [Theory]
    [InlineData("_ZNSsC1Ev", "std::basic_string<char, std::char_traits<char>, std::allocator<char> >::basic_string")]
    [InlineData("_ZNSs6appendEPKc", "std::string::append")]
    [InlineData("_ZN1AIJiEJEE1fEv", "A<int>::f")]
    [InlineData("_ZN1AI1BIiEJEE1fEv", "A<B<int>>::f")]
    [InlineData("_ZN1AI1BIiEE1fEv", "A<B<int> >::f")]
    [InlineData("_ZN1AIPFPFvcEiEE1fEv", "A<void (*(*)(int))(char)>::f")]
    [InlineData("_ZN1AIPA3_PA4_iE1fEv", "A<int (* (*) [3]) [4]>::f")]
    [InlineData("_ZN1AIM3barKFivEE1fEv", "A<int (bar::*)() const>::f")]
    [InlineData("_ZZN1A1fIRiEEvOT_E1x", "A::f<int&>(int&)::x")]
    [InlineData("_ZZ1fIJicEEvDpOT_E1x", "f<int, char>(int&&, char&&)::x")]
    [InlineData("_ZZ1fIKiEvPKT_E1x", "f<int const>(int const*)::x")]
    [InlineData("_ZN1AIXgtLi1ELi2EEE1fEv", "A<((1)>(2))>::f")]
    [InlineData("_ZN1AIXadL_ZN1B1gEvEEE1fEv", "A<&B::g>::f")]
    [InlineData("_ZZ4mainENKUlTyT_E_clIiEEDaS_", "main::{lambda<typename $T0>($T0)#1}::operator()<int>")]
    [InlineData("_ZTC3foo0_3bar", "construction vtable for bar-in-foo")]
    [InlineData("_GLOBAL__I_foo", "global constructors keyed to foo")]
    public void Types_and_expressions_are_spaced_as_perf_spaces_them(string name, string shown) => Assert.Equal(shown, Shown(name));

    [Theory]
    [InlineData("_Z")]
    [InlineData("_ZN3foo")]
    [InlineData("_Z-3foo")]
    [InlineData("_Z9223372036854775808foo")]
    [InlineData("_ZN1AIXsZT_EE1fEv")]
    [InlineData("_ZN1BIJDpT_EE1fEv")]
    [InlineData("_ZS_")]
    [InlineData("_ZteN11C8lass")]
    [InlineData("_GLOBAL__sub_I_main.cpp")]
    [InlineData("__Z3foov")]
    [InlineData("main")]
    [InlineData("")]
    public void What_cannot_be_demangled_stays_as_it_is(string name) => Assert.Equal(name, Shown(name));
}
