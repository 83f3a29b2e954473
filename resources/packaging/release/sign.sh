#!/bin/sh
# Sign a program for Windows in place: sign.sh FILE
# CERTIFICATE holds a PKCS#12 file in base64, PASSWORD its password. A certificate on a token or with a service
# needs another command here and nowhere else.
set -eu
folder=$(mktemp -d)
trap 'rm -r "$folder"' EXIT
printf %s "$CERTIFICATE" | base64 --decode > "$folder/certificate.p12"
printf %s "$PASSWORD" > "$folder/password"
osslsigncode sign -pkcs12 "$folder/certificate.p12" -readpass "$folder/password" -h sha256 \
    -n 绩效自评 -ts http://timestamp.digicert.com -in "$1" -out "$folder/signed"
cp "$folder/signed" "$1"
