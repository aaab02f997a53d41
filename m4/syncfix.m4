dnl SYNCFIX_LIBRARY(VARIABLE, MODULE, DEBIAN-PACKAGE): VARIABLE_CFLAGS and VARIABLE_LIBS, or one more name in $missing.
AC_DEFUN([SYNCFIX_LIBRARY],
	[PKG_CHECK_MODULES([$1], [$2], [], [missing="$missing $3"])])

dnl SYNCFIX_CFLAG(VARIABLE, FLAG): adds what the compiler takes without a warning.
AC_DEFUN([SYNCFIX_CFLAG], [
	AC_MSG_CHECKING([whether the compiler takes $2])
	syncfix_saved="$CFLAGS"
	CFLAGS="$CFLAGS -Werror $2"
	AC_COMPILE_IFELSE([AC_LANG_PROGRAM([[#include <string.h>]], [[]])],
		[AC_MSG_RESULT([yes])
		$1="${$1:+$$1 }$2"],
		[AC_MSG_RESULT([no])])
	CFLAGS="$syncfix_saved"
])

dnl SYNCFIX_LDFLAG(VARIABLE, FLAG): the same for the linker.
AC_DEFUN([SYNCFIX_LDFLAG], [
	AC_MSG_CHECKING([whether the linker takes $2])
	syncfix_saved="$LDFLAGS"
	syncfix_saved_cflags="$CFLAGS"
	CFLAGS="$CFLAGS -Werror $SAFE_CFLAGS"
	LDFLAGS="$LDFLAGS $2"
	AC_LINK_IFELSE([AC_LANG_PROGRAM([], [])],
		[AC_MSG_RESULT([yes])
		$1="${$1:+$$1 }$2"],
		[AC_MSG_RESULT([no])])
	LDFLAGS="$syncfix_saved"
	CFLAGS="$syncfix_saved_cflags"
])
