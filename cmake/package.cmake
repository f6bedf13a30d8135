# The Debian package (cpack in build/release): the binary, its unit, its configuration and its documents for operators.
install(TARGETS voorzien RUNTIME DESTINATION usr/bin)
install(FILES packaging/voorzien.service DESTINATION usr/lib/systemd/system)
install(FILES packaging/voorzien.sysusers DESTINATION usr/lib/sysusers.d RENAME voorzien.conf)
install(FILES packaging/voorzien.toml DESTINATION etc/voorzien)
install(FILES README.md CHANGELOG.md DESTINATION usr/share/doc/voorzien)
install(DIRECTORY docs/operations docs/formats DESTINATION usr/share/doc/voorzien)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGING_INSTALL_PREFIX /)
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "Crisis management platform of a safety region")
set(CPACK_PACKAGE_CONTACT "Voorzien <beheer@voorzien.example>")
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION net)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS "ca-certificates, tzdata, systemd")
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA
  ${CMAKE_SOURCE_DIR}/packaging/postinst ${CMAKE_SOURCE_DIR}/packaging/prerm
  ${CMAKE_SOURCE_DIR}/packaging/postrm ${CMAKE_SOURCE_DIR}/packaging/conffiles)
include(CPack)
