#!/usr/bin/env bash
# Workers of mixlab as an array job of Slurm. Adapt the lines marked with <- and submit it: sbatch mixlab-worker.sh
# Each task is one worker, which takes runs from the queue of the server's database until no run has waited for ten
# minutes or its time is over. A run that is not finished by then is handed back, and any other worker goes on with it.

#SBATCH --job-name=mixlab-worker
#SBATCH --array=1-4                      # <- number of workers
#SBATCH --cpus-per-task=4                # <- processors of each
#SBATCH --mem=8G                         # <- memory of each
##SBATCH --gres=gpu:1                    # <- one # less for a GPU; say --device gpu:0 below, then
#SBATCH --time=04:00:00                  # <- longer than --max-time below
#SBATCH --signal=B:TERM@120              # Slurm says two minutes before that the time is over, to this script
#SBATCH --requeue
#SBATCH --output=mixlab-worker-%A_%a.log

set -euo pipefail

JAR=${MIXLAB_JAR:-$HOME/mixlab.jar}                               # <- the program, which must be of the server's version
DATABASE=${MIXLAB_DATABASE:-postgresql://mixlab@db.example.org:5432/mixlab}   # <- the address that the server has
PASSWORD_FILE=${MIXLAB_PASSWORD_FILE:-$HOME/.mixlab-password}     # <- a file with the password, readable by you alone
CACHE=${MIXLAB_CACHE:-$HOME/.cache/mixlab}                        # <- a folder that all workers may share

# PyTorch computes with the processors that Slurm has given, and not with all of the machine
export OMP_NUM_THREADS=${SLURM_CPUS_PER_TASK:-1}

java -XX:MaxRAMPercentage=40 -jar "$JAR" worker \
  --database "$DATABASE" \
  --database-password-file "$PASSWORD_FILE" \
  --cache-dir "$CACHE" \
  --slots 1 \
  --device cpu \
  --idle-exit 10m \
  --max-time 3h55m &
worker=$!

# The signal is passed on: the worker stops at its next batch, hands its run back and ends
trap 'kill -TERM "$worker" 2>/dev/null || true' TERM INT
while kill -0 "$worker" 2>/dev/null; do
  wait "$worker" || true
done
