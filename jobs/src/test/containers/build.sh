#!/usr/bin/env bash
# Builds stand-ins for the images that docker/ names, under their names, for a machine that cannot pull them:
#
#   build.sh [flink] [kafka] [prometheus] [cuda]      all of them, unless some are named
#
# Needs podman or docker, Maven, an image eclipse-temurin:17-jre, and Debian's packages for prometheus.
set -euo pipefail
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
docker="$here/../../../../docker"
engine=$(command -v podman || command -v docker) || { echo "build.sh: no podman and no docker" >&2 && exit 1; }

image() { # PATTERN FILE: the image that a product's file names
    grep -ohE "$1" "$2" | head -1
}

libraries() {
    mvn -q -B -f "$here/$1/pom.xml" dependency:copy-dependencies -Dmdep.analyze.skip \
        -DincludeScope=runtime -DoutputDirectory="$here/$1/target/lib"
}

entry_point() { # application mode, which Flink's artifacts on Maven Central lack
    javac --release 17 -nowarn -d "$here/flink/target/classes" -cp "$here/flink/target/lib/*" \
        "$here"/flink/src/org/apache/flink/container/entrypoint/*.java
    jar --create --file "$here/flink/target/flink-container.jar" -C "$here/flink/target/classes" .
}

build() {
    echo "$1 stands in for $2" >&2
    "$engine" build -q -t "docker.io/${2/#flink:/library/flink:}" "$here/$1" >/dev/null
}

for name in "${@:-flink kafka prometheus cuda}"; do
    for one in $name; do
        case $one in
            flink) libraries flink && entry_point && build flink "$(image 'flink:[0-9][^ "]*' "$docker/Dockerfile")" ;;
            kafka) libraries kafka && build kafka "$(image 'apache/kafka:[^ "]+' "$docker/compose.yaml")" ;;
            prometheus) build prometheus "$(image 'prom/prometheus:[^ "]+' "$docker/compose.yaml")" ;;
            cuda) build cuda "$(image 'nvidia/cuda:[^ ]+' "$docker/cuda.Dockerfile")" ;;
            *) echo "build.sh: flink, kafka, prometheus or cuda, not $one" >&2 && exit 2 ;;
        esac
    done
done
