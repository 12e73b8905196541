using CsCheck;
using static FlameScope.Core.Tests.Symbols.Demangling;

namespace FlameScope.Core.Tests.Symbols;

public sealed class RustNameTests
{
    private const string Hash = "17h0123456789abcdefE";

    [Theory]
    [InlineData("_ZN4core3fmt5write" + Hash, "core::fmt::write")]
    [InlineData("_ZN4core3fmt5write" + Hash + ".llvm.55", "core::fmt::write")]
    [InlineData("_ZN4core3fmt5write" + Hash + "@plt", "core::fmt::write@plt")]
    [InlineData("_ZN48_$LT$shards..Varint$u20$as$u20$shards..Codec$GT$6encode" + Hash, "<shards::Varint as shards::Codec>::encode")]
    [InlineData("_ZN1a32f$u7b$$u7b$vtable.shim$u7d$$u7d$" + Hash, "a::f{{vtable.shim}}")]
    [InlineData("_ZN1b12_$udc$n$uef$13gr$uf6$$udf$e" + Hash, "b::Ünï::größe")]
    [InlineData("_ZN10foo$u7$abc" + Hash, "foo$u7$abc")]
    public void Legacy_names_lose_their_hash_and_their_escapes(string name, string shown) => Assert.Equal(shown, Shown(name));

    [Fact]
    public void A_hash_of_zeros_is_a_hash_too() => Assert.Equal("foo", Shown("_ZN3foo17h0000000000000000E"));

    [Theory]
    [InlineData("_RNvCs1234_7mycrate3foo", "mycrate::foo")]
    [InlineData("_RNvCs1234_7mycrate3foo.llvm.1", "mycrate::foo")]
    [InlineData("_RNvCs1234_7mycrate3foo@plt", "mycrate::foo@plt")]
    [InlineData("_RNCNvC1a4main0", "a::main::{closure#0}")]
    [InlineData("_RNvMC1aNtB2_1S1f", "<a::S>::f")]
    [InlineData("_RNvXC1aNtB2_1SNtB2_1T1f", "<a::S as a::T>::f")]
    [InlineData("_RINvC1a1fjhE", "a::f::<usize, u8>")]
    [InlineData("_RINvC1a1fINtB2_1SjEE", "a::f::<a::S<usize>>")]
    [InlineData("_RINvC1a1fRL_eQSTjEE", "a::f::<&str, &mut [(usize,)]>")]
    [InlineData("_RINvC1a1fFUKCPhEzE", "a::f::<unsafe extern \"C\" fn(*const u8) -> !>")]
    [InlineData("_RINvC1a1fFG_RL0_eEuE", "a::f::<for<'a> fn(&'a str)>")]
    [InlineData("_RINvC1a1fDNtB2_1TNtB2_4SendEL_E", "a::f::<dyn a::T + a::Send>")]
    [InlineData("_RINvC1a1fDNtB2_1Tp4ItemhEL_E", "a::f::<dyn a::T<Item = u8>>")]
    [InlineData("_RINvC1a1fKj1f_Kln7_Kb1_Kc61_E", "a::f::<31, -7, true, 'a'>")]
    [InlineData("_RINvC1a1fKo80000000000000000_E", "a::f::<0x80000000000000000>")]
    [InlineData("_RINvC1a1fAhj4_E", "a::f::<[u8; 4]>")]
    [InlineData("_RINvC1a1fKRe616263_E", "a::f::<\"abc\">")]
    [InlineData("_RNvC1au9gre_6ka8i", "a::größe")]
    [InlineData("_RNvC1au10wgv71a119e", "a::日本語")]
    [InlineData("_RNvC1au8gre_rzaA", "a::punycode{gre_rzaA}")]
    [InlineData("_RNSC1a6vtable", "a::{shim:vtable#0}")]
    [InlineData("_RINvC1a1fKVNtC1a1SS1xh1_EE", "a::f::<{a::S { x: 1 }}>")]
    public void Newer_names_lose_the_hashes_of_crates(string name, string shown) => Assert.Equal(shown, Shown(name));

    [Theory]
    [InlineData("_R")]
    [InlineData("_RNvC1a1bGARB")]
    [InlineData("_RB_")]
    [InlineData("_RNvB_1a")]
    [InlineData("_RNvC1a9999999999b")]
    [InlineData("_RINvC1a1fKb2_E")]
    [InlineData("_RINvC1a1fKcd800_E")]
    [InlineData("_RINvC1a1fRL0_eE")]
    [InlineData("_ZN3foo17h0123456789abcdef")]
    public void Damaged_names_stay_as_they_are(string name) => Assert.Equal(name, Shown(name));

    [Theory]
    [InlineData("core::fmt::write::h0123456789abcdef", "core::fmt::write")]
    [InlineData("core::fmt::write::h0123456789abcdef@plt", "core::fmt::write@plt")]
    [InlineData("core::fmt::write::h0123456789abcdef.llvm.7", "core::fmt::write")]
    [InlineData("_$LT$shards..Varint$u20$as$u20$shards..Codec$GT$::encode::h5e45790d253958cb", "<shards::Varint as shards::Codec>::encode")]
    [InlineData("_$LT$T$u20$as$u20$core..any..Any$GT$::type_id", "<T as core::any::Any>::type_id")]
    [InlineData("a..b::c::h0123456789abcdef", "a::b::c")]
    public void What_other_tools_left_of_legacy_names_is_tidied(string name, string shown) => Assert.Equal(shown, Shown(name));

    [Theory]
    [InlineData("foo::h0123456789abcde")]
    [InlineData("foo::h0123456789ABCDEF")]
    [InlineData("foo::h0123456789abcdefg")]
    [InlineData("foo::h0123456789abcdef::bar")]
    [InlineData("::h0123456789abcdef")]
    [InlineData("Lcom/x/Outer$C$SP$Inner;::run")]
    [InlineData("scala.Foo$u0020$plus")]
    [InlineData("llvm::HvxSelector::select(llvm::SDNode*)::$_0::operator()")]
    [InlineData("go..func1")]
    [InlineData("a$u41$b")]
    public void Names_of_other_languages_stay_as_they_are(string name) => Assert.Equal(name, Shown(name));

    [Theory]
    [InlineData("a::h0123456789abcdef@plt::h0123456789abcdef", "a@plt")]
    [InlineData("a::h0123456789abcdef.llvm.1::h0123456789abcdef", "a")]
    public void A_hash_before_a_suffix_and_another_hash_goes_as_well(string name, string expected) => Assert.Equal(expected, Shown(name));

    [Fact]
    public void Tidying_twice_is_tidying_once() =>
        Gen.OneOf([.. new[] { "::", "h0123456789abcdef", "::h0123456789abcdef", "$LT$", "$GT$", "$u20$", "$u24$", "$u2e$", "$u3a$", "$C$", "$", "_", ".", "..", "a", "h", "@plt", ".llvm.1" }.Select(Gen.Const)])
            .Array[1, 12]
            .Sample(parts =>
            {
                string once = Shown(string.Concat(parts));
                Assert.Equal(once, Shown(once));
            });
}
