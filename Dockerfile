# All applications in one image, made of what "mvn package" has built on Linux.

# Sorts the jars by how often they change: natives, other libraries, our own.
FROM eclipse-temurin:17-jre AS jars
WORKDIR /jars
COPY standalone/target/lib/ libraries/
RUN mkdir natives own \
    && mv libraries/*linux-x86_64*.jar libraries/*linux64.jar libraries/onnxruntime*.jar natives/ \
    && for module in schemas application recognizer processor synthetic trainer; do mv libraries/"$module"-[0-9]*.jar own/; done

FROM eclipse-temurin:17-jre
# With "--build-arg cuda=12-9": what ONNX Runtime needs of CUDA and cuDNN, for what "mvn -Pcuda package" has built.
ARG cuda=
RUN test -z "$cuda" || { \
        apt-get update && apt-get install -y --no-install-recommends curl ca-certificates && . /etc/os-release \
        && curl -fsSLO "https://developer.download.nvidia.com/compute/cuda/repos/ubuntu$(echo "$VERSION_ID" | tr -d .)/x86_64/cuda-keyring_1.1-1_all.deb" \
        && dpkg -i cuda-keyring_1.1-1_all.deb && rm cuda-keyring_1.1-1_all.deb && apt-get update \
        && apt-get install -y --no-install-recommends "cuda-cudart-$cuda" "libcublas-$cuda" "libcufft-$cuda" "libcurand-$cuda" \
            "cuda-nvrtc-$cuda" "libnvjitlink-$cuda" libcudnn9-cuda-12 && rm -rf /var/lib/apt/lists/*; }
RUN echo 'digitstream:x:10001:' >>/etc/group \
    && echo 'digitstream:x:10001:10001::/data:/bin/sh' >>/etc/passwd \
    && install -d -o digitstream -g digitstream /data /data/natives /release-key /public-key
WORKDIR /opt/digitstream
COPY --from=jars /jars/natives/ lib/
COPY --from=jars /jars/libraries/ lib/
COPY docker/digitstream docker/healthy bin/
COPY --from=jars /jars/own/ lib/
COPY processor/target/processor.jar trainer/target/trainer.jar standalone/target/standalone.jar standalone/target/bom*.json ./

# OpenMP's threads would spin while they wait. RocksDB unpacks its natives where the rest of the state is. Memory that natives
# free goes back to the system: glibc would keep it in an arena of each thread.
ENV OMP_WAIT_POLICY=PASSIVE \
    MALLOC_ARENA_MAX=2 \
    MALLOC_TRIM_THRESHOLD_=131072 \
    ROCKSDB_SHAREDLIB_DIR=/data \
    METRICS_HOST=0.0.0.0 \
    METRICS_PORT=9400

USER digitstream
WORKDIR /data
EXPOSE 8080 9400
HEALTHCHECK --interval=5s --timeout=5s --start-period=60s CMD ["/opt/digitstream/bin/healthy"]
ENTRYPOINT ["/opt/digitstream/bin/digitstream"]
CMD ["--help"]
