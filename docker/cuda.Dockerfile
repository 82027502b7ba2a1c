# Flink's image on NVIDIA's, for docker/Dockerfile to build on:
#
#   mvn package -Pcuda -DskipTests
#   docker build -f docker/cuda.Dockerfile -t flink-cuda:2.2.1-java17 .
#   docker build -f docker/Dockerfile --build-arg FLINK=flink-cuda:2.2.1-java17 -t gradstream-cuda .
#
# nd4j-cuda-11.6 is linked against CUDA 11.6, whose cuBLAS and cuSOLVER are in NVIDIA's runtime images, not in the base ones.
FROM flink:2.2.1-java17 AS flink

FROM nvidia/cuda:11.6.2-runtime-ubuntu20.04
# What Flink's image sets and brings: without LANG this Java reads files as ASCII.
ENV FLINK_HOME=/opt/flink JAVA_HOME=/opt/java/openjdk LANG=C.UTF-8
ENV PATH=$FLINK_HOME/bin:$JAVA_HOME/bin:$PATH
RUN groupadd --system --gid=9999 flink \
    && useradd --system --home-dir /opt/flink --uid=9999 --gid=flink flink \
    && apt-get update -q \
    && apt-get install -y -q --no-install-recommends curl gettext-base libjemalloc-dev \
    && rm -rf /var/lib/apt/lists/*
COPY --from=flink /opt/java/openjdk /opt/java/openjdk
COPY --from=flink --chown=flink:flink /opt/flink /opt/flink
COPY --from=flink /docker-entrypoint.sh /
WORKDIR /opt/flink
USER flink
ENTRYPOINT ["/docker-entrypoint.sh"]
EXPOSE 6123 8081
CMD ["help"]
