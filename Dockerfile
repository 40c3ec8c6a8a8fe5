# The jar is built as on any machine, in a stage with JDK 17, Maven and Node 20.
FROM node:20-bookworm-slim AS node

FROM maven:3-eclipse-temurin-17 AS build
COPY --from=node /usr/local/bin/node /usr/local/bin/node
COPY --from=node /usr/local/lib/node_modules /usr/local/lib/node_modules
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm \
 && ln -s ../lib/node_modules/npm/bin/npx-cli.js /usr/local/bin/npx
WORKDIR /build
COPY pom.xml LICENSE ./
COPY frontend frontend
COPY models models
COPY db db
COPY backend backend
RUN mvn -B -ntp -DskipTests package

FROM eclipse-temurin:17-jre
RUN groupadd --system mixlab \
 && useradd --system --gid mixlab --create-home --home-dir /home/mixlab --shell /usr/sbin/nologin mixlab \
 && install -d -o mixlab -g mixlab /data
COPY --from=build /build/target/mixlab.jar /app/mixlab.jar
COPY LICENSE /app/LICENSE
USER mixlab
WORKDIR /data
VOLUME /data
# Everything that is written at run time lies under /data, unpacked native libraries included.
ENV DJL_CACHE_DIR=/data/cache
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /api/v1/health HTTP/1.0\\r\\n\\r\\n' >&3 && grep -q '\"status\":\"ok\"' <&3"]
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=40", "-jar", "/app/mixlab.jar"]
CMD ["serve", "--host", "0.0.0.0", "--port", "8080", "--data-dir", "/data"]
