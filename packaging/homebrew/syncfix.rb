# A release's address and checksum go into url and sha256 (sha256sum of what make dist packs).
class Syncfix < Formula
  desc "Troubleshooting wizard for stores that stopped syncing"
  homepage "https://syncfix.example.org"
  url "https://syncfix.example.org/syncfix-1.0.0.tar.gz"
  sha256 "0000000000000000000000000000000000000000000000000000000000000000"
  license "MIT"

  depends_on "pkgconf" => :build
  depends_on "curl"
  depends_on "expat"
  depends_on "gnutls"
  depends_on "inih"
  depends_on "json-c"
  depends_on "libmicrohttpd"
  depends_on :linux
  depends_on "ncurses"
  depends_on "openssl@3"
  depends_on "utf8proc"

  def install
    system "./configure", "--disable-tests", *std_configure_args
    system "make", "install"
  end

  test do
    assert_match version.to_s, shell_output("#{bin}/syncfix --version")
    assert_match "1 passed", shell_output("#{bin}/syncfix test hand-toggle-off")
  end
end
